using System.Buffers;
using System.Text;
using Wire.Host.Api;

namespace Wire.Host.Cli;

/// <summary>Reads the configuration that a person named: a file, or "-" for standard input.</summary>
internal static class ConfigFile
{
    public const string StandardInput = "-";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="NodeException">It cannot be read, is too large, or is no text.</exception>
    public static async Task<string> ReadAsync(string file, CliHost host, CancellationToken cancel)
    {
        try
        {
            Stream stream = file == StandardInput ? host.Input() : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: false);
            await using (stream.ConfigureAwait(false))
            {
                return Decode(file, await ReadLimitedAsync(file, stream, cancel).ConfigureAwait(false));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(NodeError.NotFound, Explain(file, error), inner: error);
        }
    }

    /// <summary>Stops one byte past the limit, and before the first where the size is known: a file of 100 MB is not read to be refused.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadLimitedAsync(string file, Stream stream, CancellationToken cancel)
    {
        if (stream.CanSeek && stream.Length > ApiLimits.ConfigBytesMax)
        {
            throw ApiLimits.ConfigTooLarge(file);
        }

        ArrayBufferWriter<byte> content = new(64 << 10);
        while (await stream.ReadAsync(content.GetMemory(64 << 10), cancel).ConfigureAwait(false) is > 0 and int read)
        {
            content.Advance(read);
            if (content.WrittenCount > ApiLimits.ConfigBytesMax)
            {
                throw ApiLimits.ConfigTooLarge(file);
            }
        }

        return content.WrittenMemory;
    }

    private static string Decode(string file, ReadOnlyMemory<byte> content)
    {
        try
        {
            ReadOnlySpan<byte> text = content.Span;
            return Strict.GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text);
        }
        catch (DecoderFallbackException error)
        {
            ReadOnlySpan<byte> before = content.Span[..Math.Clamp(error.Index, 0, content.Length)];
            throw new NodeException(NodeError.InvalidConfiguration, $"{file}: no text in UTF-8: byte {before.Length + 1}, on line {before.Count((byte)'\n') + 1}, is none", inner: error);
        }
    }

    private static string Explain(string file, Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"{file}: no such file",
        UnauthorizedAccessException when Directory.Exists(file) => $"{file}: a directory, not a file",
        UnauthorizedAccessException => $"{file}: this user may not read it",
        _ => $"{file}: {error.Message}",
    };
}
