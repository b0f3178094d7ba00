import { BrokenFile, KNOWN_ENDINGS, listFiles, type TableFile } from '@convoscope/tables';
import { ConfigError } from '@convoscope/contracts';

/** The file itself, or the files of a folder that we read. Throws ConfigError where the path leads nowhere or the folder has none. */
export async function listSourceFiles(path: string): Promise<TableFile[]> {
  let files: TableFile[];
  try {
    files = await listFiles(path);
  } catch (error) {
    if (error instanceof BrokenFile) throw new ConfigError([`source file ${path}: ${error.message}`]);
    throw error;
  }
  if (files.every(({ isFolder }) => isFolder))
    throw new ConfigError([`source folder ${path} holds no file that ends in ${KNOWN_ENDINGS}`]);
  return files;
}
