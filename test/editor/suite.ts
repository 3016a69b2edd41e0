// What VS Code calls: the stories of the editor, in every host by the same function.
import './bad-input';
import './findings';
import './fixes';
import './getting-started';
import './hovers';
import './moving';
import './overview';
import './speed';
import './tables';
import './x12';
import { runStories } from './story';

export function run(): Promise<void> {
  return runStories();
}
