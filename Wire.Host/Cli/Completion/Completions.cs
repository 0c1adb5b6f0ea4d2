using System.CommandLine;
using System.Runtime.CompilerServices;

namespace Wire.Host.Cli.Completion;

/// <summary>
/// What may stand for an argument or be the value of an option. The library's own completion sources are not used: its help
/// would ask them, and help must not ask the node.
/// </summary>
internal static class Completions
{
    private static readonly ConditionalWeakTable<Symbol, Func<ParseResult, IEnumerable<string>>> BySymbol = [];

    /// <param name="symbol">The argument or option.</param>
    /// <param name="words">The words, given the command line before the word that is completed.</param>
    public static void Offer(Symbol symbol, Func<ParseResult, IEnumerable<string>> words) => BySymbol.Add(symbol, words);

    public static IEnumerable<string> Of(Symbol symbol, ParseResult before) =>
        BySymbol.TryGetValue(symbol, out Func<ParseResult, IEnumerable<string>>? words) ? words(before) : [];
}
