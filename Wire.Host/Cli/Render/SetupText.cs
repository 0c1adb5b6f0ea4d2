using Wire.Host.Api;

namespace Wire.Host.Cli.Render;

/// <summary>Whose an object is and whether it is as declared, in one word.</summary>
internal static class SetupText
{
    /// <summary>"ok", "drifted" or "missing" for what is declared, else "foreign" or "kernel".</summary>
    public static string Word(ResourceView view) => view.State ?? view.Owner;

    /// <summary>Both: "wire, ok".</summary>
    public static string Of(ResourceView view, Palette palette) =>
        view.State is null ? palette.Faint(view.Owner) : $"{view.Owner}, {Paint(view.State, palette)}";

    public static string Paint(string word, Palette palette) => word switch
    {
        "ok" => palette.Good(word),
        "drifted" or "missing" => palette.Bad(word),
        _ => palette.Faint(word),
    };
}
