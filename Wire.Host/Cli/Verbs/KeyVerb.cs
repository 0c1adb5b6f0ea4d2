using System.CommandLine;
using System.Security.Cryptography;
using Wire.Host.Api;
using Wire.Host.Cli.Completion;
using Wire.Host.Cli.Render;
using Wire.Host.Node;
using Wire.Kernel;

namespace Wire.Host.Cli.Verbs;

/// <summary>The node's secret keys, in its state directory: no daemon is asked, and no key is ever printed.</summary>
internal static class KeyVerb
{
    private const int BytesDefault = 32;

    public static Command Create(Shell shell)
    {
        Command command = Shell.Command(
            "key",
            "The secret keys that a configuration names. A key is never shown; it is in keys/ of the state directory, and in no backup.",
            "wire key generate office",
            "wire key public office",
            "wire key import branch < branch.key",
            "wire key list");
        command.Add(Generate(shell));
        command.Add(Import(shell));
        command.Add(Public(shell));
        command.Add(List(shell));
        return command;
    }

    private static Command Generate(Shell shell)
    {
        Command command = Shell.Command("generate", "Make a key of random bytes.", "wire key generate office", "wire key generate esp-out --bytes 20");
        Argument<string> name = Name();
        Option<int> bytes = new("--bytes") { Description = "How long: 32 for WireGuard and gcm-aes-256, 16 for gcm-aes-128, 20 or 36 for ESP's rfc4106", DefaultValueFactory = _ => BytesDefault, HelpName = "N" };
        bytes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > IKeyStore.KeyBytesMax)
            {
                result.AddError($"a key has 1 to {IKeyStore.KeyBytesMax} bytes");
            }
        });
        command.Add(name);
        command.Add(bytes);
        OnKeys(shell, command, (keys, parsed, _) => keys.Make(parsed.GetRequiredValue(name), parsed.GetValue(bytes)));
        return command;
    }

    private static Command Import(Shell shell)
    {
        Command command = Shell.Command("import", "Keep a key from standard input: base64, as 'wg genkey' writes it, or 0x and hex digits.", "wire key import branch < branch.key");
        Argument<string> name = Name();
        command.Add(name);
        OnKeys(shell, command, (keys, parsed, _) =>
        {
            using Stream input = shell.Host.Input();
            byte[] key;
            try
            {
                key = KeyText.Read(input);
            }
            catch (FormatException e)
            {
                throw new NodeException(NodeError.BadRequest, $"standard input is no key: {e.Message}");
            }
            try
            {
                keys.Write(parsed.GetRequiredValue(name), key);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(key);
            }
        });
        return command;
    }

    private static Command Public(Shell shell)
    {
        Command command = Shell.Command("public", "The public key of a WireGuard key, for the configuration of its peers.", "wire key public office");
        Argument<string> name = Name();
        Completions.Offer(name, parsed => Keys(shell, parsed).Names());
        command.Add(name);
        OnKeys(shell, command, (keys, parsed, report) =>
            report.Print(new PublicKeyView(parsed.GetRequiredValue(name), keys.PublicKeyOf(parsed.GetRequiredValue(name))), CliJson.Types.PublicKeyView, static (text, view) => text.Line(view.PublicKey)));
        return command;
    }

    private static Command List(Shell shell)
    {
        Command command = Shell.Command("list", "The names of all keys.", "wire key list");
        OnKeys(shell, command, (keys, _, report) => report.Print(new KeyListView(keys.Names()), CliJson.Types.KeyListView, (text, view) =>
        {
            foreach (string name in view.Keys)
            {
                text.Line(name);
            }
        }));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The key, as a configuration names it" };

    private static KeyDirectory Keys(Shell shell, ParseResult parsed) => new(shell.Globals.Node(parsed).KeyDirectory);

    private static void OnKeys(Shell shell, Command command, Action<KeyDirectory, ParseResult, Report> run) => shell.OnFiles(command, (parsed, report, _) =>
    {
        try
        {
            run(Keys(shell, parsed), parsed, report);
            return Task.FromResult(ExitCode.Fine);
        }
        catch (KeyException e)
        {
            throw new NodeException(NodeError.BadRequest, e.Message, e.Advice is null ? [] : [e.Advice], inner: e);
        }
    });
}
