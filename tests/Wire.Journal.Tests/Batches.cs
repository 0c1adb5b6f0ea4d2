using System.Text;

namespace Wire.Journal.Tests;

/// <summary>Batches to append.</summary>
internal static class Batches
{
    /// <summary>One event with a text, padded with spaces to a size.</summary>
    public static NewBatch Of(string text, int bytes = 0) => new()
    {
        Actor = "test",
        Source = "test",
        Events = [new NewEvent("test", "test.happened", 1, Encoding.UTF8.GetBytes(text.PadRight(bytes)))],
    };
}
