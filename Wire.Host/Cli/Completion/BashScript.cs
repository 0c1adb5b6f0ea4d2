namespace Wire.Host.Cli.Completion;

/// <summary>ops/completion/wire.bash, carried in the program.</summary>
internal static class BashScript
{
    public static string Text
    {
        get
        {
            using StreamReader reader = new(typeof(BashScript).Assembly.GetManifestResourceStream("wire.bash")!);
            return reader.ReadToEnd();
        }
    }
}
