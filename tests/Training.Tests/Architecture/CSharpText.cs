using System.Text;
using System.Text.RegularExpressions;

namespace Training.Tests.Architecture;

internal enum PieceKind
{
    Comment,
    String,
}

/// <summary>A comment or a string literal, with its delimiters. An interpolated string holds the pieces of its holes too.</summary>
internal sealed record Piece(PieceKind Kind, int Start, int End, bool Interpolated);

/// <summary>Tells code, comments and strings of a C# file apart, as far as the rules need it.</summary>
internal static partial class CSharpText
{
    /// <summary>Comments and strings, in the order in which they end.</summary>
    public static IReadOnlyList<Piece> PiecesOf(string text)
    {
        var scanner = new Scanner(text);
        scanner.ReadCode(hole: false);
        return scanner.Pieces;
    }

    /// <summary>The text with every comment replaced by spaces, so that positions stay.</summary>
    public static string WithoutComments(SourceFile file)
    {
        if (file.Extension == ".cshtml")
        {
            return MarkupComments().Replace(file.Text, Blank);
        }

        if (file.Extension != ".cs")
        {
            return BlockComments().Replace(file.Text, Blank);
        }

        var text = new StringBuilder(file.Text);
        foreach (var comment in PiecesOf(file.Text).Where(piece => piece.Kind == PieceKind.Comment))
        {
            for (var i = comment.Start; i < comment.End; i++)
            {
                text[i] = text[i] == '\n' ? '\n' : ' ';
            }
        }

        return text.ToString();
    }

    /// <summary>The text of a C# file with everything but its strings replaced by spaces; other files whole, without comments.</summary>
    public static string StringsOnly(SourceFile file)
    {
        if (file.Extension != ".cs")
        {
            return WithoutComments(file);
        }

        var text = new StringBuilder(new string(' ', file.Text.Length));
        foreach (var literal in PiecesOf(file.Text).Where(piece => piece.Kind == PieceKind.String))
        {
            text.Remove(literal.Start, literal.End - literal.Start).Insert(literal.Start, file.Text[literal.Start..literal.End]);
        }

        return text.ToString();
    }

    /// <summary>The string literals of a C# file, without their quotes; escapes and holes stay as they are written.</summary>
    public static IEnumerable<(int Position, string Value)> StringsOf(SourceFile file) => PiecesOf(file.Text)
        .Where(piece => piece.Kind == PieceKind.String)
        .Select(piece => (piece.Start, file.Text[piece.Start..piece.End].TrimStart('$', '@').Trim('"')));

    private static string Blank(Match match) => string.Concat(match.Value.Select(c => c == '\n' ? '\n' : ' '));

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|^[ \t]*//[^\n]*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex MarkupComments();

    [GeneratedRegex(@"/\*.*?\*/|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex BlockComments();

    private sealed class Scanner(string text)
    {
        private int _at;

        public List<Piece> Pieces { get; } = [];

        /// <summary>To the end of the file, or of the hole of an interpolated string.</summary>
        public void ReadCode(bool hole)
        {
            var depth = 0;
            while (_at < text.Length)
            {
                if (Starts("//"))
                {
                    ReadComment('\n', 0);
                }
                else if (Starts("/*"))
                {
                    ReadComment("*/");
                }
                else if (text[_at] == '\'')
                {
                    _at += Starts("'\\") ? 2 : 1;
                    _at = text.IndexOf('\'', _at + 1) + 1;
                }
                else if (StringStart().Match(text, _at) is { Success: true } start)
                {
                    ReadString(start);
                }
                else if (hole && text[_at] == '}' && depth-- == 0)
                {
                    return;
                }
                else
                {
                    depth += hole && text[_at] == '{' ? 1 : 0;
                    _at++;
                }
            }
        }

        private void ReadComment(char last, int length)
        {
            var end = text.IndexOf(last, _at);
            AddComment(end < 0 ? text.Length : end + length);
        }

        private void ReadComment(string last)
        {
            var end = text.IndexOf(last, _at, StringComparison.Ordinal);
            AddComment(end < 0 ? text.Length : end + last.Length);
        }

        private void AddComment(int end)
        {
            Pieces.Add(new Piece(PieceKind.Comment, _at, end, false));
            _at = end;
        }

        private void ReadString(Match start)
        {
            var from = _at;
            var dollars = start.Value.Count(c => c == '$');
            var verbatim = start.Value.Contains('@', StringComparison.Ordinal);
            var quotes = start.Groups["quotes"].Length;
            _at += start.Length;
            if (quotes != 2 || verbatim)
            {
                var raw = quotes >= 3 && !verbatim;
                _at -= raw ? 0 : quotes - 1;
                ReadUntil(raw ? new string('"', quotes) : "\"", dollars, verbatim, raw);
            }

            Pieces.Add(new Piece(PieceKind.String, from, _at, dollars > 0));
        }

        private void ReadUntil(string end, int dollars, bool verbatim, bool raw)
        {
            while (_at < text.Length)
            {
                if (Starts(end) && !(verbatim && Starts("\"\"")))
                {
                    _at += end.Length;
                    return;
                }

                if ((verbatim && Starts("\"\"")) || (!verbatim && !raw && text[_at] == '\\') || (dollars > 0 && !raw && (Starts("{{") || Starts("}}"))))
                {
                    _at += 2;
                }
                else if (dollars > 0 && Starts(new string('{', raw ? dollars : 1)))
                {
                    _at += raw ? dollars : 1;
                    ReadCode(hole: true);
                }
                else
                {
                    _at++;
                }
            }
        }

        private bool Starts(string with) => string.CompareOrdinal(text, _at, with, 0, with.Length) == 0;
    }

    [GeneratedRegex("""\G[$@]*(?<quotes>"+)""")]
    private static partial Regex StringStart();
}
