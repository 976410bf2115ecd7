using Training.Modules;

namespace Training.Tests.Access;

/// <summary>What must hold for the file itself, so that a wrong cell is found even if it was written from a wrong site.</summary>
internal static class MatrixRules
{
    private static readonly string[] Country = [Roles.Ministry, Roles.Administrator];
    private static readonly string[] OfTheProvince = [.. Country, Roles.HealthDepartment];

    // They look and never write, but for their own account.
    private static readonly string[] Readers = [Roles.Ministry, Roles.HealthDepartment, Roles.Insurer, Roles.Auditor];

    public static IEnumerable<string> Of(AuthorizationMatrix matrix, IReadOnlyCollection<string> open)
    {
        string[] everybodys = [.. open.Select(name => name.Split(' ', 2)[^1])];
        foreach (var row in matrix.Rows)
        {
            foreach (var role in AuthorizationMatrix.Columns)
            {
                var status = matrix[row, role];
                if (status >= 500)
                {
                    yield return $"{row} fails for {role} with {status}";
                }

                if (role == AuthorizationMatrix.Visitor)
                {
                    if (status is >= 200 and < 300 && !everybodys.Contains(row.Route.Split('?')[0]))
                    {
                        yield return $"{row} lets a visitor in with {status}";
                    }

                    continue;
                }

                if (Reached(status) && !Shared(row.Route) && MayNotReach(row.Place, role))
                {
                    yield return $"{row} lets {role} in with {status}";
                }

                if (row.Verb != "GET" && Readers.Contains(role) && status is not (403 or 404) && !OwnAccount(row.Route) && !everybodys.Contains(row.Route.Split('?')[0]))
                {
                    yield return $"{row} lets {role} write: {status}";
                }
            }
        }
    }

    private static bool Reached(int status) => status is (>= 200 and < 400) or 400 or 409 or 422;

    private static bool MayNotReach(Place place, string role) => place switch
    {
        Place.OtherProvince => !Country.Contains(role),
        Place.OtherHospital => !OfTheProvince.Contains(role),
        _ => false,
    };

    // Which hospitals and provinces there are is no secret.
    private static bool Shared(string route) => route.StartsWith("/hospitals", StringComparison.Ordinal) || route.StartsWith("/provinces", StringComparison.Ordinal);

    private static bool OwnAccount(string route) => route.StartsWith("/account/", StringComparison.Ordinal) || route.StartsWith("/courses", StringComparison.Ordinal);
}
