using System.Buffers;
using System.Text;

namespace Wire.Domain;

/// <summary>Cuts a text into tokens. Blanks separate, <c>;</c> and line ends end, <c>#</c> comments, <c>"</c> quotes.</summary>
internal sealed class Lexer(SourceText source, ErrorList errors)
{
    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n{};#\"");

    private readonly string _text = source.Text;
    private int _at;

    /// <summary>The length of the token that starts at the offset.</summary>
    public static int LengthAt(SourceText source, int offset) => new Lexer(source, new ErrorList()) { _at = offset }.Next().Length;

    public Token Next()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r')
        {
            _at++;
        }
        if (_at >= _text.Length)
        {
            return new(TokenKind.End, _text.Length, 0, "");
        }
        return _text[_at] switch
        {
            '\n' => Sign(TokenKind.LineEnd, "\n"),
            '{' => Sign(TokenKind.Open, "{"),
            '}' => Sign(TokenKind.Close, "}"),
            ';' => Sign(TokenKind.Semicolon, ";"),
            '#' => Comment(),
            '"' => Quoted(),
            _ => Word(),
        };
    }

    private Token Sign(TokenKind kind, string text) => new(kind, _at++, 1, text);

    private Token Word() => Take(TokenKind.Word, LengthUntil(_text.AsSpan(_at).IndexOfAny(WordEnds)));

    private Token Comment()
    {
        int length = LengthUntil(_text.AsSpan(_at).IndexOf('\n'));
        return Take(TokenKind.Comment, _text.AsSpan(_at, length).TrimEnd().Length);
    }

    private int LengthUntil(int found) => found < 0 ? _text.Length - _at : found;

    private Token Take(TokenKind kind, int length)
    {
        Token token = new(kind, _at, length, _text.Substring(_at, length));
        _at += length;
        return token;
    }

    /// <summary><c>\"</c> and <c>\\</c> stand for the second character; any other backslash for itself.</summary>
    private Token Quoted()
    {
        int start = _at++;
        StringBuilder said = new();
        for (; _at < _text.Length && _text[_at] is not ('"' or '\n'); _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '"' or '\\')
            {
                _at++;
            }
            said.Append(_text[_at]);
        }
        if (_at < _text.Length && _text[_at] == '"')
        {
            _at++;
        }
        else
        {
            errors.Add(source, start, _at - start, "this text has no closing quote", "expected '\"' before the end of the line");
        }
        return new(TokenKind.Word, start, _at - start, said.ToString());
    }
}
