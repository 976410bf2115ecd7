using System.Net;
using System.Text;

namespace Training.Courses.Lessons;

/// <summary>
/// Turns a formula in the usual notation (LaTeX) into MathML, which browsers show without script. A small part of LaTeX, chosen for what medicine writes:
/// fractions, roots, powers and indices, sums, Greek letters, words. Only what is listed here comes out, and every character that was typed is encoded.
/// </summary>
internal ref struct Formula
{
    private const int MostCharacters = 2000;
    private const int MostDepth = 30;

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;
    private bool _failed;

    private Formula(ReadOnlySpan<char> text) => _text = text;

    private readonly bool AtEnd => _at >= _text.Length;

    private readonly char Now => _text[_at];

    /// <summary>The element <c>math</c>; null where something in it is not known.</summary>
    public static string? ToMathMl(string latex, bool block)
    {
        if (latex.Length > MostCharacters)
        {
            return null;
        }

        var formula = new Formula(latex);
        var row = new StringBuilder();
        return formula.Row(row, '\0') && formula.AtEnd ? $"<math{(block ? " display=\"block\"" : "")}><mrow>{row}</mrow></math>" : null;
    }

    // Atoms up to the end that is expected, which is left unread.
    private bool Row(StringBuilder into, char end)
    {
        _failed |= ++_depth > MostDepth;
        while (!_failed && Skip() && Now != end && Now != '}' && !IsNext("\\right"))
        {
            _failed |= !Scripted(into);
        }

        _depth--;
        return !_failed && (end == '\0' || (!AtEnd && Now == end));
    }

    // An atom with what stands above and below it.
    private bool Scripted(StringBuilder into)
    {
        var atom = new StringBuilder();
        if (!Atom(atom, out var isLarge))
        {
            return false;
        }

        string? below = null, above = null;
        while (Skip() && Now is '^' or '_')
        {
            var isAbove = Now == '^';
            _at++;
            if ((isAbove ? above : below) is not null || Argument() is not { } script)
            {
                return false;
            }

            (above, below) = isAbove ? (script, below) : (above, script);
        }

        var name = (below, above) switch
        {
            (null, null) => null,
            (not null, null) => isLarge ? "munder" : "msub",
            (null, not null) => isLarge ? "mover" : "msup",
            _ => isLarge ? "munderover" : "msubsup",
        };
        into.Append(name is null ? $"{atom}" : $"<{name}>{atom}{below}{above}</{name}>");
        return true;
    }

    private bool Atom(StringBuilder into, out bool isLarge)
    {
        isLarge = false;
        var c = Now;
        if (c == '\\')
        {
            return Command(into, out isLarge);
        }

        if (c == '{')
        {
            if (Group() is not { } group)
            {
                return false;
            }

            into.Append(group);
            return true;
        }

        if (char.IsAsciiDigit(c))
        {
            var from = _at++;
            while (!AtEnd && (char.IsAsciiDigit(Now) || (Now is '.' or ',' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))))
            {
                _at++;
            }

            into.Append("<mn>").Append(_text[from.._at]).Append("</mn>");
            return true;
        }

        if (c is '^' or '_' or '&' or '#' or '~' or '$' or '%' || char.IsControl(c) || char.IsSurrogate(c))
        {
            return false;
        }

        _at++;
        into.Append(char.IsLetter(c) ? $"<mi>{Encode(c)}</mi>" : $"<mo>{Encode(c switch { '-' => '\u2212', '*' => '\u2217', '\'' => '\u2032', _ => c })}</mo>");
        return true;
    }

    private bool Command(StringBuilder into, out bool isLarge)
    {
        isLarge = false;
        if (++_at >= _text.Length)
        {
            return false;
        }

        if (!char.IsAsciiLetter(Now))
        {
            var sign = Now;
            _at++;
            switch (sign)
            {
                case '%' or '$' or '{' or '}' or '_' or '&' or '#':
                    into.Append("<mo>").Append(Encode(sign)).Append("</mo>");
                    return true;
                case ',' or ';' or ':' or '!' or ' ':
                    return true; // spaces, which browsers set themselves
                default:
                    return false;
            }
        }

        var from = _at;
        while (!AtEnd && char.IsAsciiLetter(Now))
        {
            _at++;
        }

        var name = _text[from.._at].ToString();
        switch (name)
        {
            case "frac" or "dfrac" or "tfrac":
                return Argument() is { } above && Argument() is { } below && Append(into, $"<mfrac>{above}{below}</mfrac>");
            case "sqrt":
                return Root(into);
            case "text" or "mathrm" or "textrm" or "operatorname":
                return Words() is { } words && Append(into, name is "text" or "textrm" ? $"<mtext>{words}</mtext>" : $"<mi mathvariant=\"normal\">{words}</mi>");
            case "left":
                return Fenced(into);
            case "quad" or "qquad":
                return Append(into, "<mtext>\u00A0\u00A0</mtext>");
        }

        if (FormulaNames.Accents.TryGetValue(name, out var accent))
        {
            return Argument() is { } under && Append(into, $"<mover accent=\"true\">{under}<mo>{accent}</mo></mover>");
        }

        if (FormulaNames.Functions.Contains(name))
        {
            isLarge = FormulaNames.WithLimits.Contains(name);
            return Append(into, $"<mi>{name}</mi>");
        }

        if (FormulaNames.Letters.TryGetValue(name, out var letter))
        {
            return Append(into, $"<mi>{letter}</mi>");
        }

        if (FormulaNames.Signs.TryGetValue(name, out var found))
        {
            isLarge = FormulaNames.WithLimits.Contains(name);
            return Append(into, $"<mo>{Encode(found)}</mo>");
        }

        return false;
    }

    private bool Root(StringBuilder into)
    {
        string? degree = null;
        if (Skip() && Now == '[')
        {
            _at++;
            var row = new StringBuilder();
            if (!Row(row, ']'))
            {
                return false;
            }

            _at++;
            degree = $"<mrow>{row}</mrow>";
        }

        return Argument() is { } under && Append(into, degree is null ? $"<msqrt>{under}</msqrt>" : $"<mroot>{under}{degree}</mroot>");
    }

    private bool Fenced(StringBuilder into)
    {
        if (Fence() is not { } open)
        {
            return false;
        }

        var row = new StringBuilder();
        if (!Row(row, '\0') || !IsNext("\\right"))
        {
            return false;
        }

        _at += "\\right".Length;
        return Fence() is { } close && Append(into, $"<mrow>{open}{row}{close}</mrow>");
    }

    private string? Fence()
    {
        if (!Skip())
        {
            return null;
        }

        if (Now == '\\' && _at + 1 < _text.Length && _text[_at + 1] is '{' or '}')
        {
            _at++;
        }

        var c = Now;
        _at++;
        return c == '.' ? "" : c is '(' or ')' or '[' or ']' or '{' or '}' or '|' ? $"<mo>{c}</mo>" : null;
    }

    // A group, or one atom without anything above or below it.
    private string? Argument()
    {
        if (!Skip())
        {
            return null;
        }

        if (Now == '{')
        {
            return Group();
        }

        _failed |= ++_depth > MostDepth;
        var atom = new StringBuilder();
        var read = !_failed && Atom(atom, out _);
        _depth--;
        return read ? $"<mrow>{atom}</mrow>" : null;
    }

    private string? Group()
    {
        _at++;
        var row = new StringBuilder();
        if (!Row(row, '}'))
        {
            return null;
        }

        _at++;
        return $"<mrow>{row}</mrow>";
    }

    private string? Words()
    {
        if (!Skip() || Now != '{')
        {
            return null;
        }

        var from = ++_at;
        while (!AtEnd && Now != '}')
        {
            if (Now is '{' or '\\')
            {
                return null;
            }

            _at++;
        }

        return AtEnd ? null : WebUtility.HtmlEncode(_text[from.._at++].ToString());
    }

    private readonly bool IsNext(string word) => _text[_at..].StartsWith(word, StringComparison.Ordinal);

    // To the next character that means something; false where there is none.
    private bool Skip()
    {
        while (!AtEnd && char.IsWhiteSpace(Now))
        {
            _at++;
        }

        return !AtEnd;
    }

    private static bool Append(StringBuilder into, string markup)
    {
        into.Append(markup);
        return true;
    }

    private static string Encode(char c) => WebUtility.HtmlEncode(c.ToString());
}
