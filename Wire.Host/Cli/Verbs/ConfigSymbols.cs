using System.CommandLine;
using Wire.Host.Api;

namespace Wire.Host.Cli.Verbs;

/// <summary>FILE and how it is meant: what <c>plan</c> and <c>apply</c> share.</summary>
internal sealed class ConfigSymbols
{
    private readonly Argument<string> _file = SharedSymbols.File();
    private readonly Option<bool> _merge = new("--merge") { Description = "Only add and change; what FILE does not name stays" };
    private readonly Option<bool> _adopt = new("--adopt") { Description = "Take over declared links that somebody else made" };
    private readonly Option<bool> _allowEmpty = new("--allow-empty") { Description = "FILE may declare nothing, which withdraws everything" };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_merge);
        command.Add(_adopt);
        command.Add(_allowEmpty);
    }

    /// <exception cref="NodeException">The file cannot be read, is too large, or is no text.</exception>
    public async Task<PlanCommand> ReadAsync(ParseResult parsed, CliHost host, CancellationToken cancel)
    {
        string file = parsed.GetRequiredValue(_file);
        string text = await ConfigFile.ReadAsync(file, host, cancel).ConfigureAwait(false);
        return new PlanCommand(text, file, parsed.GetValue(_merge), parsed.GetValue(_adopt), parsed.GetValue(_allowEmpty));
    }
}
