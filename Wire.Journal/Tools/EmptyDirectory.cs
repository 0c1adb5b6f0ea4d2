using Wire.Journal.Disk;
using Wire.Journal.Recovery;

namespace Wire.Journal.Tools;

internal static class EmptyDirectory
{
    /// <exception cref="JournalExistsException">The directory holds a journal.</exception>
    public static void Require(IDisk disk, string directory)
    {
        if (SegmentFiles.In(disk, directory).Count > 0)
        {
            throw new JournalExistsException($"{directory} holds a journal already: give a directory that is new or empty");
        }
    }
}
