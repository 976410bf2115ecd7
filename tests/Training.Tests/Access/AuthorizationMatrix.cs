using Training.Modules;

namespace Training.Tests.Access;

/// <summary>Where the thing lies, seen from the accounts of the matrix, which work at the hospitals of transfer CG-2026-014.</summary>
internal enum Place
{
    /// <summary>The address names no thing.</summary>
    None,

    /// <summary>At their own hospital.</summary>
    Own,

    /// <summary>At another hospital of the same province.</summary>
    OtherHospital,

    /// <summary>In another province.</summary>
    OtherProvince,
}

/// <summary>The data file: endpoint × place → status for each role.</summary>
internal sealed class AuthorizationMatrix
{
    public const string Visitor = "Anonymous";

    public static readonly IReadOnlyList<string> Columns = [Visitor, .. Roles.All];

    private readonly Dictionary<(string Verb, string Route, Place Place), IReadOnlyDictionary<string, int>> _rows = [];

    public IEnumerable<(string Verb, string Route, Place Place)> Rows => _rows.Keys;

    public int this[(string Verb, string Route, Place Place) row, string role] => _rows[row][role];

    public static AuthorizationMatrix Read(string path)
    {
        var matrix = new AuthorizationMatrix();
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            matrix.Add((cells[0], cells[1], Enum.Parse<Place>(cells[2])), header.Skip(3).Zip(cells.Skip(3)).ToDictionary(c => c.First, c => int.Parse(c.Second, System.Globalization.CultureInfo.InvariantCulture)));
        }

        return matrix;
    }

    public void Add((string Verb, string Route, Place Place) row, IReadOnlyDictionary<string, int> statuses) => _rows.Add(row, statuses);

    public void Write(string path) => File.WriteAllLines(
        path,
        [
            $"verb,route,place,{string.Join(',', Columns)}",
            .. _rows.OrderBy(r => r.Key.Route, StringComparer.Ordinal).ThenBy(r => r.Key.Verb, StringComparer.Ordinal).ThenBy(r => r.Key.Place)
                .Select(r => $"{r.Key.Verb},{r.Key.Route},{r.Key.Place},{string.Join(',', Columns.Select(c => r.Value[c]))}"),
        ]);

    public bool Has((string Verb, string Route, Place Place) row) => _rows.ContainsKey(row);
}
