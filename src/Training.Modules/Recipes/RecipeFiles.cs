using System.Text;

namespace Training.Modules;

/// <summary>Finds what a recipe names: first beside the recipe, then embedded in a module (<c>Training.Organizations/data/provinces.csv</c>).</summary>
public sealed class RecipeFiles(string folder, ModuleCatalog catalog)
{
    /// <summary>The file's text in UTF-8, normalized to NFC; null where there is none.</summary>
    public string? Find(string file)
    {
        var path = Path.GetFullPath(Path.Combine(folder, file));
        if (path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path))
        {
            return File.ReadAllText(path).Normalize(NormalizationForm.FormC);
        }

        var module = catalog.Modules.FirstOrDefault(m => file.StartsWith(m.Id + "/", StringComparison.Ordinal));
        using var stream = module?.Assembly.GetManifestResourceStream(file);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Normalize(NormalizationForm.FormC);
    }
}
