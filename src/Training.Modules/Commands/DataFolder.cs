namespace Training.Modules;

/// <summary>The folder of everything that is not in the database: keys, and the SQLite file.</summary>
/// <param name="Path">Absolute; it exists and can be written to.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>The folder of the keys; nobody but the site's user should be able to read it.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");
}
