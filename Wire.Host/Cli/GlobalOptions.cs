using System.CommandLine;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;
using Wire.Host.Node;

namespace Wire.Host.Cli;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    public const string SocketDefault = "/run/wire/wire.sock";

    private readonly CliHost _host;
    private readonly Option<string?> _state;
    private readonly Option<string?> _socket;
    private readonly Option<string?> _netns;
    private readonly Option<bool> _json;
    private readonly Option<string> _color;

    public GlobalOptions(CliHost host)
    {
        _host = host;
        _state = new("--state") { Description = $"The node's memory [WIRE_STATE, {NodeOptions.StateDirectoryDefault}]", HelpName = "DIR", Recursive = true };
        _socket = new("--socket") { Description = $"The daemon's socket [WIRE_SOCKET, {SocketDefault}; DIR/wire.sock with another DIR]", HelpName = "PATH", Recursive = true };
        _netns = new("--netns") { Description = "The named network namespace the node works in", HelpName = "NAME", Recursive = true };
        _json = new("--json") { Description = "Print JSON: one object on one line, times in UTC", Recursive = true };
        _color = new("--color") { Description = "auto, always or never; auto also heeds NO_COLOR", HelpName = "WHEN", Recursive = true, DefaultValueFactory = _ => "auto" };
        _color.AcceptOnlyFromAmong("auto", "always", "never");
        Completions.Offer(_color, _ => ["auto", "always", "never"]);
    }

    public IEnumerable<Option> All => [_state, _socket, _netns, _json, _color];

    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    public NodeOptions Node(ParseResult parsed) => new(State(parsed), parsed.GetValue(_netns));

    /// <summary>
    /// Another state directory is another node, and its daemon has a socket of its own there: a command that names the one
    /// must not reach the other by default.
    /// </summary>
    public string Socket(ParseResult parsed)
    {
        string state = State(parsed);
        return Given(parsed.GetValue(_socket), "WIRE_SOCKET")
            ?? (state == NodeOptions.StateDirectoryDefault ? SocketDefault : Path.Combine(state, "wire.sock"));
    }

    public Palette Palette(ParseResult parsed) => parsed.GetValue(_color) switch
    {
        "always" => Render.Palette.Colours,
        "never" => Render.Palette.Plain,
        _ => _host.OutputIsTerminal && string.IsNullOrEmpty(_host.Environment("NO_COLOR")) ? Render.Palette.Colours : Render.Palette.Plain,
    };

    private string State(ParseResult parsed) => Given(parsed.GetValue(_state), "WIRE_STATE") ?? NodeOptions.StateDirectoryDefault;

    private string? Given(string? option, string variable) =>
        option ?? (_host.Environment(variable) is { Length: > 0 } value ? value : null);
}
