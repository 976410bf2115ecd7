using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Training.Workflows.Expressions;

/// <summary>Cuts an expression into words.</summary>
internal sealed class Lexer
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.Ordinal, "and", "or", "not", "in", "true", "false");
    private static readonly string[] Symbols = ["==", "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", "[", "]", ","];

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private int _at;

    private Lexer(string text) => _text = text;

    /// <summary>A letter, then letters, digits and underscores; no word of the language.</summary>
    public static bool IsName(string text)
        => text.Length > 0 && char.IsLetter(text[0]) && text.All(IsInName) && !Words.Contains(text);

    public static IReadOnlyList<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        lexer.SkipSpace();

        // FEEL tools mark an expression by it.
        if (lexer.Sees("="))
        {
            lexer._at++;
        }

        lexer.ReadAll();
        return lexer._tokens;
    }

    private static bool IsInName(char letter) => char.IsLetter(letter) || char.IsAsciiDigit(letter) || letter == '_';

    private void ReadAll()
    {
        for (SkipSpace(); _at < _text.Length; SkipSpace())
        {
            var next = _text[_at];
            if (char.IsAsciiDigit(next))
            {
                ReadNumber();
            }
            else if (next is '"' or '\'')
            {
                ReadText(next);
            }
            else if (char.IsLetter(next))
            {
                ReadWord();
            }
            else
            {
                ReadSymbol();
            }
        }

        Add(TokenKind.End, "", _text.Length);
    }

    private void ReadNumber()
    {
        var start = _at;
        SkipDigits();
        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            SkipDigits();
        }

        var digits = _text[start.._at];
        if (StoredForm.ReadNumber(digits) is null)
        {
            throw new ExpressionError("Expression.BadNumber", start, digits);
        }

        Add(TokenKind.Number, digits, start);
    }

    private void ReadText(char quote)
    {
        var start = _at++;
        var content = new StringBuilder();
        while (_at < _text.Length && _text[_at] != quote)
        {
            content.Append(_text[_at] == '\\' ? ReadEscape() : _text[_at]);
            _at++;
        }

        if (_at >= _text.Length)
        {
            throw new ExpressionError("Expression.UnterminatedText", start);
        }

        _at++;
        Add(TokenKind.Text, content.ToString(), start);
    }

    // Ends on the last character of the escape.
    private char ReadEscape()
    {
        var start = _at++;
        switch (_at < _text.Length ? _text[_at] : '\0')
        {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case '\\' or '"' or '\'':
                return _text[_at];
            case 'u' when _at + 4 < _text.Length && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw new ExpressionError("Expression.BadEscape", start, _at < _text.Length ? "\\" + Shown(_text[_at]) : "\\");
        }
    }

    private void ReadWord()
    {
        var start = _at;
        while (_at < _text.Length && IsInName(_text[_at]))
        {
            _at++;
        }

        var word = _text[start.._at];
        Add(Words.Contains(word) ? TokenKind.Symbol : TokenKind.Name, word, start);
    }

    private void ReadSymbol()
    {
        var symbol = Array.Find(Symbols, Sees) ?? throw new ExpressionError("Expression.UnexpectedCharacter", _at, Shown(_text[_at]));
        Add(TokenKind.Symbol, symbol == "==" ? "=" : symbol, _at);
        _at += symbol.Length;
    }

    private static string Shown(char letter)
        => char.IsControl(letter) || char.IsSurrogate(letter) ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)letter:X4}") : letter.ToString();

    private bool Sees(string symbol) => string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) == 0;

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private void SkipDigits()
    {
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }
    }

    private void Add(TokenKind kind, string content, int position) => _tokens.Add(new Token(kind, content, position));
}
