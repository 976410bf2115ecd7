using QRCoder;

namespace Training.Modules;

/// <summary>A QR code to be drawn as SVG.</summary>
/// <param name="Path">The dark modules as one path, one unit each.</param>
/// <param name="Size">Units on each side, without the quiet zone around.</param>
public sealed record QrDrawing(string Path, int Size)
{
    /// <summary>The code of a text, readable with a tenth of it covered or torn (level M).</summary>
    public static QrDrawing Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        return new QrDrawing(
            string.Concat(
                from y in Enumerable.Range(0, size)
                from x in Enumerable.Range(0, size)
                where code.ModuleMatrix[y][x]
                select $"M{x} {y}h1v1h-1z"),
            size);
    }
}
