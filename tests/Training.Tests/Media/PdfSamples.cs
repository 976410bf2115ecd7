using System.Globalization;
using System.Text;

namespace Training.Tests.Media;

/// <summary>PDF files written by hand.</summary>
internal sealed class PdfSamples
{
    private readonly SortedDictionary<int, byte[]> _objects = [];

    /// <summary>Two pages, a photo, a form and a note, with everything around them that a file may carry and must not keep.</summary>
    /// <param name="photo">The JPEG file on the pages; null for none.</param>
    public static byte[] WithEverything(byte[]? photo = null)
    {
        var c = Samples.Canary;
        var pdf = new PdfSamples();
        pdf.Add(1, "<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R /Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> /JavaScript << /Names [(x) 8 0 R] >> >> "
            + "/OpenAction 8 0 R /AA << /WC 8 0 R >> /AcroForm << /Fields [10 0 R] /DA (/Helv 0 Tf) >> /Outlines 14 0 R >>");
        pdf.Add(2, $"<< /Type /Pages /Kids [3 0 R 16 0 R] /Count 2 /PieceInfo << /X << /LastModified (D:2020) /Private ({c}) >> >> >>");
        pdf.Add(3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Annots [9 0 R 10 0 R 11 0 R 15 0 R] /AA << /O 8 0 R >> /Metadata 5 0 R "
            + $"/PieceInfo << /Y << /Private ({c}) >> >> /Resources << /Font << /F1 12 0 R /A 12 0 R >> {(photo is null ? "" : "/XObject << /Im1 13 0 R >>")} >> >>");
        pdf.Stream(4, "", Encoding.ASCII.GetBytes($"BT /F1 24 Tf 30 200 Td (Evidence) Tj ET{(photo is null ? "" : " q 100 0 0 100 50 50 cm /Im1 Do Q")}"));
        pdf.Stream(5, "/Type /Metadata /Subtype /XML", Encoding.ASCII.GetBytes(Samples.Xmp));
        pdf.Add(6, "<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>");
        pdf.Stream(7, "/Type /EmbeddedFile", Encoding.ASCII.GetBytes(c));
        pdf.Add(8, $"<< /S /JavaScript /JS (app.alert\\('{c}'\\)) >>");
        pdf.Add(9, $"<< /Type /Annot /Subtype /Link /Rect [0 0 50 50] /A << /S /URI /URI (http://example.org/{c}) >> >>");
        pdf.Add(10, $"<< /Type /Annot /Subtype /Widget /FT /Tx /T ({c}) /V (FIELDVALUE) /Rect [50 250 250 280] /DA (/F1 12 Tf) /AA << /K 8 0 R >> /AP << /N 17 0 R >> /P 3 0 R >>");
        pdf.Add(11, $"<< /Type /Annot /Subtype /Text /Rect [0 60 20 80] /T ({c}) /Contents ({c}) >>");
        pdf.Add(12, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        if (photo is not null)
        {
            pdf.Stream(13, "/Type /XObject /Subtype /Image /Width 640 /Height 480 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Metadata 5 0 R", photo);
        }

        pdf.Add(14, $"<< /Type /Outlines /Count 0 /Title ({c}) >>");
        pdf.Add(15, "<< /Type /Annot /Subtype /FileAttachment /FS 6 0 R /Rect [0 90 20 110] >>");
        pdf.Add(16, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 12 0 R >> >> >>");
        pdf.Stream(17, "/Type /XObject /Subtype /Form /BBox [0 0 200 30] /Resources << /Font << /F1 12 0 R >> >>", "/Tx BMC BT /F1 12 Tf 2 8 Td (FIELDVALUE) Tj ET EMC"u8.ToArray());
        pdf.Add(18, $"<< /Author ({c}) /Title ({c}) /Creator (Word {c}) /CreationDate (D:20200101000000) >>");
        return pdf.Build("/Root 1 0 R /Info 18 0 R");
    }

    public static byte[] Plain(int pages = 1)
    {
        var pdf = new PdfSamples();
        pdf.Add(1, "<< /Type /Catalog /Pages 2 0 R >>");
        pdf.Add(2, $"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(3, pages).Select(n => $"{n} 0 R"))}] >>");
        for (var number = 3; number < pages + 3; number++)
        {
            pdf.Add(number, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << >> >>");
        }

        return pdf.Build("/Root 1 0 R");
    }

    private void Add(int number, string content) => _objects[number] = Encoding.Latin1.GetBytes(content);

    private void Stream(int number, string dictionary, byte[] content)
        => _objects[number] = [.. Encoding.Latin1.GetBytes($"<< {dictionary} /Length {content.Length} >>\nstream\n"), .. content, .. "\nendstream"u8];

    private byte[] Build(string trailer)
    {
        var file = new MemoryStream();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Write("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        var last = _objects.Keys.Last();
        var places = new string[last + 1];
        Array.Fill(places, "0000000000 65535 f \n");
        foreach (var (number, content) in _objects)
        {
            places[number] = string.Create(CultureInfo.InvariantCulture, $"{file.Position:0000000000} 00000 n \n");
            Write($"{number} 0 obj\n");
            file.Write(content);
            Write("\nendobj\n");
        }

        var table = file.Position;
        Write($"xref\n0 {last + 1}\n{string.Concat(places)}trailer\n<< /Size {last + 1} {trailer} >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }
}
