using System.CommandLine;

namespace Wire.Host.Cli.Render;

/// <summary>Help of a command, at most 80 columns wide: what it does, how it is written, and examples.</summary>
internal static class HelpText
{
    private const int Indent = 2;

    private static readonly string[] Conventions =
    [
        "A POINT is now, '#12' (a change), @1234 (a position in the journal), '5m ago', or a time such as 2026-11-23T13:05.",
        "Ends with 0 when all is fine, with 1 when something failed (also when the command line makes no sense), with 2 when plan, diff or fmt --check found differences.",
        "wire COMMAND --help says more of a command, with examples.",
    ];

    public static int Write(TextWriter output, Command command)
    {
        Paragraph(output, command.Description ?? "");
        output.WriteLine();
        output.WriteLine($"Usage: {Usage(command)}");
        Rows(output, "Commands", command.Subcommands.Where(inner => !inner.Hidden).Select(inner => (inner.Name, FirstSentence(inner))));
        Rows(output, "Arguments", command.Arguments.Select(argument => (argument.Name, argument.Description ?? "")));
        Rows(output, "Options", command.Options.Where(option => !option.Recursive && !option.Hidden).Select(Row));
        Rows(output, "Options of every command", Root(command).Options.Where(option => option.Recursive).Select(Row));
        List<string> examples = Examples.Of(command);
        if (examples.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Examples:");
            examples.ForEach(example => output.WriteLine("  " + example));
        }

        if (command is RootCommand)
        {
            output.WriteLine();
            foreach (string convention in Conventions)
            {
                Paragraph(output, convention);
            }
        }

        return ExitCode.Fine;
    }

    /// <summary>"wire backup create".</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } outer ? $"{PathOf(outer)} {command.Name}" : "wire";

    private static string Usage(Command command)
    {
        IEnumerable<string> required = command.Options.Where(option => option.Required).Select(option => $"{option.Name} {option.HelpName}");
        IEnumerable<string> arguments = command.Arguments.Select(Argument);
        string inner = command.Subcommands.Count > 0 ? " COMMAND" : "";
        return $"{PathOf(command)}{inner}{string.Concat(required.Concat(arguments).Select(word => " " + word))} [OPTION...]";
    }

    private static string Argument(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? argument.Name + "..." : argument.Name;
        return argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue ? $"[{name}]" : name;
    }

    private static (string Left, string Right) Row(Option option)
    {
        IEnumerable<string> names = option.Aliases.Where(alias => alias.StartsWith('-')).Order(StringComparer.Ordinal).Append(option.Name)
            .Distinct(StringComparer.Ordinal).OrderBy(name => name.Length);
        string value = option.HelpName is { } name ? " " + name : "";
        return (string.Join(", ", names) + value, option.Description ?? "");
    }

    private static void Rows(TextWriter output, string head, IEnumerable<(string Left, string Right)> rows)
    {
        (string Left, string Right)[] all = [.. rows];
        if (all.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{head}:");
        int width = all.Max(row => row.Left.Length);
        foreach ((string left, string right) in all)
        {
            string label = left.PadRight(width);
            foreach (string line in Wrapping.Lines(right, Wrapping.Columns - width - (2 * Indent)))
            {
                output.WriteLine($"  {label}  {line}".TrimEnd());
                label = new string(' ', width);
            }
        }
    }

    private static void Paragraph(TextWriter output, string text)
    {
        foreach (string line in Wrapping.Lines(text, Wrapping.Columns))
        {
            output.WriteLine(line);
        }
    }

    private static string FirstSentence(Command command)
    {
        string text = command.Description ?? "";
        int end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text.TrimEnd('.') : text[..end];
    }

    private static Command Root(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } outer ? Root(outer) : command;
}
