using System.Globalization;
using System.Text;
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
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new QrDrawing(path.ToString(), size);
    }
}
