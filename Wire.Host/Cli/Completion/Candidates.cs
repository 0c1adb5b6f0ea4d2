using System.CommandLine;

namespace Wire.Host.Cli.Completion;

/// <summary>What could stand in the place of the last word of a command line.</summary>
internal static class Candidates
{
    public static IEnumerable<string> For(Func<IReadOnlyList<string>, ParseResult> parse, IReadOnlyList<string> words)
    {
        string[] before = [.. words.SkipLast(1)];
        string last = words.Count == 0 ? "" : words[^1];
        ParseResult parsed = parse(before);
        return At(Place.After(parsed.RootCommandResult.Command, before), last, parsed)
            .Where(word => word.StartsWith(last, StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> At(Place place, string last, ParseResult before)
    {
        if (place.Pending is { } option)
        {
            return Completions.Of(option, before);
        }

        if (last.StartsWith('-') && !place.OnlyArguments)
        {
            int sign = last.IndexOf('=', StringComparison.Ordinal);
            return sign < 0 ? place.OptionNames()
                : place.Find(last[..sign]) is { } named ? Completions.Of(named, before).Select(word => last[..(sign + 1)] + word)
                : [];
        }

        IEnumerable<string> commands = place.Position == 0 ? place.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name) : [];
        return commands.Concat(place.Argument is { } argument ? Completions.Of(argument, before) : []);
    }

    /// <summary>Where a command line has come to.</summary>
    /// <param name="Command">The innermost command.</param>
    /// <param name="Pending">The option whose value comes next; null for none.</param>
    /// <param name="Position">How many arguments of the command there are already.</param>
    /// <param name="OnlyArguments">"--" was said.</param>
    private sealed record Place(Command Command, Option? Pending, int Position, bool OnlyArguments)
    {
        /// <summary>Null when the command takes no more.</summary>
        public Argument? Argument =>
            Position < Command.Arguments.Count ? Command.Arguments[Position]
            : Command.Arguments.LastOrDefault() is { Arity.MaximumNumberOfValues: > 1 } many ? many
            : null;

        public static Place After(Command root, IEnumerable<string> words) =>
            words.Aggregate(new Place(root, null, 0, false), (place, word) => place.Next(word));

        public Option? Find(string name) => Options().FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

        public IEnumerable<string> OptionNames() => Options().Where(option => !option.Hidden).Select(option => option.Name);

        private Place Next(string word) =>
            Pending is not null ? this with { Pending = null }
            : OnlyArguments ? this with { Position = Position + 1 }
            : word == "--" ? this with { OnlyArguments = true }
            : word.Length > 1 && word[0] == '-' ? this with { Pending = Find(word) is { } option && option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0 ? option : null }
            : Command.Subcommands.FirstOrDefault(command => command.Name == word) is { } inner ? new Place(inner, null, 0, false)
            : this with { Position = Position + 1 };

        private IEnumerable<Option> Options() =>
            Command.Options.Concat(Command.Parents.OfType<Command>().SelectMany(Ancestors).SelectMany(command => command.Options.Where(option => option.Recursive)));

        private static IEnumerable<Command> Ancestors(Command command) => command.Parents.OfType<Command>().SelectMany(Ancestors).Prepend(command);
    }
}
