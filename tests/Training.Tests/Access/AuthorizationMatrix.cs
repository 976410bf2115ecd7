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

/// <summary>An endpoint, where the thing it is about lies, and in which state it is.</summary>
internal sealed record MatrixRow(string Verb, string Route, Place Place, string State = MatrixStates.None)
{
    public override string ToString() => $"{Verb} {Route} {Place} {State}";
}

/// <summary>The data file: endpoint × place × state → status for each role.</summary>
internal sealed class AuthorizationMatrix
{
    public const string Visitor = "Anonymous";

    public static readonly IReadOnlyList<string> Columns = [Visitor, .. Roles.All];

    private readonly Dictionary<MatrixRow, IReadOnlyDictionary<string, int>> _rows = [];

    public IEnumerable<MatrixRow> Rows => _rows.Keys;

    public int this[MatrixRow row, string role] => _rows[row][role];

    public static AuthorizationMatrix Read(string path)
    {
        var matrix = new AuthorizationMatrix();
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            matrix.Add(new MatrixRow(cells[0], cells[1], Enum.Parse<Place>(cells[2]), cells[3]), header.Skip(4).Zip(cells.Skip(4)).ToDictionary(c => c.First, c => int.Parse(c.Second, System.Globalization.CultureInfo.InvariantCulture)));
        }

        return matrix;
    }

    public void Add(MatrixRow row, IReadOnlyDictionary<string, int> statuses) => _rows.Add(row, statuses);

    public void Write(string path) => File.WriteAllLines(
        path,
        [
            $"verb,route,place,state,{string.Join(',', Columns)}",
            .. _rows.OrderBy(r => r.Key.Route, StringComparer.Ordinal).ThenBy(r => r.Key.Verb, StringComparer.Ordinal).ThenBy(r => r.Key.Place).ThenBy(r => r.Key.State, StringComparer.Ordinal)
                .Select(r => $"{r.Key.Verb},{r.Key.Route},{r.Key.Place},{r.Key.State},{string.Join(',', Columns.Select(c => r.Value[c]))}"),
        ]);

    public bool Has(MatrixRow row) => _rows.ContainsKey(row);
}
