using Training.Modules;

namespace Training.Tests.Access;

/// <summary>What must hold for the file itself, so that a wrong cell is found even if it was written from a wrong site.</summary>
internal static class MatrixRules
{
    private static readonly string[] Country = [Roles.Ministry, Roles.Administrator];
    private static readonly string[] OfTheProvince = [.. Country, Roles.HealthDepartment];

    // They look and never write, but for their own account. A process may ask a department of health for something, such as to take note.
    private static readonly string[] Readers = [Roles.Ministry, Roles.HealthDepartment, Roles.Insurer, Roles.Auditor];

    // What learners open, and where an office puts its own people into anybody's course and finds them alone. What authors write, what somebody else has
    // begun and what was marked are not among them.
    private static readonly string[] OfCourses =
    [
        "/courses/{code}",
        "/courses/{code}/join",
        "/courses/{code}/lessons/{key:guid}",
        "/courses/{code}/quiz/{key:guid}",
        "/courses/{code}/questions/{key:guid}",
        "/courses/{code}/assignments/{itemKey:guid}",
        "/courses/{code}/files/{itemKey:guid}",
        "/courses/{code}/files/{itemKey:guid}/content",
        "/courses/{code}/links/{itemKey:guid}",
        "/courses/{code}/scorm/{itemKey:guid}",
        "/courses/{code}/sessions/{itemKey:guid}",
        "/courses/{code}/surveys/{itemKey:guid}",
        "/courses/{code}/pack",
        "/courses/{code}/pack/lessons/{key:guid}",
        "/courses/{code}/pack/quiz/{key:guid}",
        "/courses/{code}/enrol",
        "/courses/{code}/joining",
        "/courses/{code}/learners",
        "/courses/{code}/grades",
        "/courses/{code}/grades.{format}",
        "/activities/dates/{id:guid}/calendar.ics",
    ];

    // What is over: nobody changes it by any form. A case whose correction waits is over in its old version alone.
    private static readonly string[] Final = ["Signed", "Accepted", "Withdrawn", "Committed", "Problems", "Refused", "Revoked", "Ended", "Decided"];

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

                if (row.Verb != "GET" && IsOver(row) && status < 400 && !(role == AuthorizationMatrix.Visitor && SendsToSignIn(row)))
                {
                    yield return $"{row} lets {role} change what is over with {status}";
                }

                if (role == AuthorizationMatrix.Visitor)
                {
                    if (status is >= 200 and < 300 && !everybodys.Contains(row.Route.Split('?')[0]))
                    {
                        yield return $"{row} lets a visitor in with {status}";
                    }

                    continue;
                }

                if (Reached(row, status) && !Shared(row.Route) && !everybodys.Contains(row.Route.Split('?')[0]) && MayNotReach(row.Place, role))
                {
                    yield return $"{row} lets {role} in with {status}";
                }

                if (row.Verb is not ("GET" or "HEAD") && Readers.Contains(role) && status is not (401 or 403 or 404) && !OwnAccount(row.Route) && !everybodys.Contains(row.Route.Split('?')[0])
                    && !(role == Roles.HealthDepartment && row.Route.StartsWith("/tasks", StringComparison.Ordinal)))
                {
                    yield return $"{row} lets {role} write: {status}";
                }
            }
        }
    }

    // A challenge is what a passkey would have to sign; it changes nothing.
    // What supersedes a signed case is a version of its own, which has to be signed again.
    private static bool IsOver(MatrixRow row) => row is not { State: "Signed", Route: "/logbook/{id:guid}/correct" } && !row.Route.EndsWith("?handler=Challenge", StringComparison.Ordinal)
        && (Final.Contains(row.State)
            || (row.State == "Corrected" && row.Route.StartsWith("/sign/", StringComparison.Ordinal))
            || (row.State == "Expired" && row.Route.StartsWith("/account/invitation", StringComparison.Ordinal))
            || (row.State == "Disabled" && row.Route.EndsWith("?handler=Disable", StringComparison.Ordinal))
            || (row.State == "Active" && row.Route.EndsWith("?handler=Enable", StringComparison.Ordinal)));

    // Whoever is not signed in is sent to the sign-in page by every address but the open ones.
    private static bool SendsToSignIn(MatrixRow row) => !row.Route.StartsWith("/account/invitation", StringComparison.Ordinal);

    // Whose id stands in the form and not in the address is answered with 422 where there is none such.
    private static bool Reached(MatrixRow row, int status)
        => status is (>= 200 and < 400) or 400 or 409 || (status == 422 && !row.Route.StartsWith("/people/invitations?", StringComparison.Ordinal));

    private static bool MayNotReach(Place place, string role) => place switch
    {
        Place.OtherProvince => !Country.Contains(role),
        Place.OtherHospital => !OfTheProvince.Contains(role),
        _ => false,
    };

    // Which hospitals and provinces there are is no secret, and every course is open to every learner.
    private static bool Shared(string route)
        => route.StartsWith("/hospitals", StringComparison.Ordinal) || route.StartsWith("/provinces", StringComparison.Ordinal) || OfCourses.Contains(route.Split('?')[0]);

    // Everybody learns, and answers for themselves.
    private static bool OwnAccount(string route)
        => route.StartsWith("/account/", StringComparison.Ordinal) || route.StartsWith("/courses", StringComparison.Ordinal) || route.StartsWith("/quiz/attempts/", StringComparison.Ordinal);
}
