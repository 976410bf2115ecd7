using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Training.Media.Storing;

namespace Training.Media.Pdf;

/// <summary>
/// The objects of a PDF file as qpdf writes them in JSON (its format version 2), and what of them goes into the new file. Of the document and its
/// pages only what is named here stays; what is not reached from there, qpdf does not write.
/// </summary>
internal sealed partial class PdfObjects
{
    /// <summary>How deep objects may lie in each other.</summary>
    public const int Deepest = 200;

    private static readonly string[] OfCatalog = ["/Type", "/Pages"];

    private static readonly string[] OfPages = ["/Type", "/Kids", "/Count", "/Parent"];

    private static readonly string[] OfPage =
        ["/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group"];

    // What may hang from pictures, fonts and parts of a page and is no part of what one sees.
    private static readonly string[] Nowhere =
    [
        "/Metadata", "/PieceInfo", "/LastModified", "/AF", "/EF", "/AA", "/JS", "/JavaScript", "/OpenAction", "/Annots", "/Thumb", "/OPI", "/Alternates", "/Ref",
        "/Measure", "/PtData", "/StructParent", "/StructParents", "/URI", "/Launch",
    ];

    // A stream whose bytes are in some other file.
    private static readonly string[] NotOfStreams = ["/F", "/FFilter", "/FDecodeParms"];

    private readonly JsonElement _objects;
    private readonly PdfPictures _pictures;
    private readonly string _root;
    private readonly string _pages;

    public PdfObjects(JsonDocument apart, WorkFolder work)
    {
        _objects = apart.RootElement.GetProperty("qpdf")[1];
        _pictures = new PdfPictures(work);
        _root = Value("trailer").GetProperty("/Root").GetString()!;
        _pages = Value(Key(_root)).GetProperty("/Pages").GetString()!;
        Pages = [.. Value(Key(_pages)).GetProperty("/Kids").EnumerateArray().Select(kid => kid.GetString()!)];
    }

    /// <summary>The pages in their order; qpdf has made one flat list of them.</summary>
    public IReadOnlyList<string> Pages { get; }

    private int Highest => _objects.EnumerateObject().Where(item => item.Name != "trailer").Max(item => int.Parse(item.Name.Split(':', ' ')[1], CultureInfo.InvariantCulture));

    public void Write(Utf8JsonWriter writer)
    {
        var pages = Pages.ToHashSet();
        writer.WriteStartObject();
        writer.WriteStartArray("qpdf");
        WriteHead(writer);
        writer.WriteStartObject();
        foreach (var item in _objects.EnumerateObject())
        {
            if (item.Name == "trailer")
            {
                continue;
            }

            writer.WriteStartObject(item.Name);
            if (item.Value.TryGetProperty("stream", out var stream))
            {
                WriteStream(writer, stream);
            }
            else
            {
                var reference = item.Name["obj:".Length..];
                writer.WritePropertyName("value");
                Write(writer, item.Value.GetProperty("value"), reference == _root ? OfCatalog : reference == _pages ? OfPages : pages.Contains(reference) ? OfPage : null);
            }

            writer.WriteEndObject();
        }

        writer.WriteStartObject("trailer");
        writer.WriteStartObject("value");
        writer.WriteString("/Root", _root);
        writer.WriteNumber("/Size", Highest + 1); // qpdf writes no readable file without it
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteHead(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("jsonversion", 2);
        writer.WriteString("pdfversion", "1.7");
        writer.WriteBoolean("pushedinheritedpageresources", false);
        writer.WriteBoolean("calledgetallpages", false);
        writer.WriteNumber("maxobjectid", Highest);
        writer.WriteEndObject();
    }

    private void WriteStream(Utf8JsonWriter writer, JsonElement stream)
    {
        var dictionary = stream.GetProperty("dict");
        var file = stream.GetProperty("datafile").GetString()!;
        var filter = _pictures.Clean(Path.GetFileName(file), FiltersOf(dictionary));
        writer.WriteStartObject("stream");
        writer.WriteString("datafile", Path.GetFileName(file));
        writer.WriteStartObject("dict");
        foreach (var entry in dictionary.EnumerateObject().Where(entry => !Nowhere.Contains(entry.Name) && !NotOfStreams.Contains(entry.Name)))
        {
            if (filter is not null && entry.Name is "/Filter" or "/DecodeParms")
            {
                continue;
            }

            writer.WritePropertyName(entry.Name);
            Write(writer, entry.Value, null);
        }

        if (filter is not null)
        {
            writer.WriteString("/Filter", filter);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, string[]? only)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var entry in value.EnumerateObject().Where(entry => only?.Contains(entry.Name) ?? !Nowhere.Contains(entry.Name)))
                {
                    writer.WritePropertyName(entry.Name);
                    Write(writer, entry.Value, null);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, null);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private IReadOnlyList<string> FiltersOf(JsonElement dictionary)
    {
        if (!dictionary.TryGetProperty("/Filter", out var filter))
        {
            return [];
        }

        filter = Resolve(filter);
        return filter.ValueKind == JsonValueKind.Array ? [.. filter.EnumerateArray().Select(name => Resolve(name).GetString()!)] : [filter.GetString()!];
    }

    private JsonElement Resolve(JsonElement value)
        => value.ValueKind == JsonValueKind.String && Reference().IsMatch(value.GetString()!) ? Value(Key(value.GetString()!)) : value;

    private JsonElement Value(string key) => _objects.GetProperty(key).GetProperty("value");

    private static string Key(string reference) => "obj:" + reference;

    [GeneratedRegex(@"\A\d+ \d+ R\z")]
    private static partial Regex Reference();
}
