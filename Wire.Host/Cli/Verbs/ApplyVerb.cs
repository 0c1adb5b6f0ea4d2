using System.CommandLine;
using Wire.Host.Api;
using Wire.Host.Cli.Render;

namespace Wire.Host.Cli.Verbs;

internal static class ApplyVerb
{
    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "apply",
            "Make the network what FILE says, and wait until the kernel shows it. All of it or nothing: when the kernel refuses a part, the rest is taken back.",
            "wire apply office.wire -m 'second uplink'",
            "wire apply office.wire --confirm 5m      # undone by itself unless: wire confirm",
            "wire apply --merge extra.wire            # adds and changes, withdraws nothing");
        ConfigSymbols config = new();
        config.AddTo(command);
        Option<int?> confirm = new("--confirm")
        {
            Description = "Undo it after so long (30s, 5m, 1h) unless confirmed",
            HelpName = "TIME",
            CustomParser = Words.Seconds,
        };
        Option<string?> message = SharedSymbols.Message();
        command.Add(confirm);
        command.Add(message);
        shell.OnNode(command, async (node, parsed, report, cancel) =>
        {
            PlanCommand text = await config.ReadAsync(parsed, shell.Host, cancel).ConfigureAwait(false);
            ApplyCommand apply = new(text, parsed.GetValue(confirm), parsed.GetValue(message));
            report.Print(await node.ApplyAsync(apply, cancel).ConfigureAwait(false), CliJson.Types.ChangeReply, ChangeText.Write);
            return ExitCode.Fine;
        });
        return command;
    }
}
