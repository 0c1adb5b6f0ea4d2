using System.Runtime.CompilerServices;

namespace Wire.Testing;

/// <summary>The checkout the running tests were compiled from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        for (var directory = Path.GetDirectoryName(thisFile); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (File.Exists(Path.Combine(directory, "Wire.sln")))
            {
                return directory;
            }
        }

        throw new DirectoryNotFoundException($"no Wire.sln above {thisFile}: tests that read the sources run where they were compiled");
    }
}
