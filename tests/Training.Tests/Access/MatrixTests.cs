using Training.Modules;
using Training.Tests.Architecture;
using Training.Tests.Support;
using Xunit.Abstractions;

namespace Training.Tests.Access;

/// <summary>
/// The authorization matrix: every endpoint × every role × own hospital, other hospital, other province, over HTTP. What the file does not
/// know fails. To write the file again after a change that was meant, and then to read its difference line by line:
/// <c>TRAINING_WRITE_MATRIX=1 dotnet test tests/Training.Tests --filter MatrixTests</c>.
/// </summary>
public sealed class MatrixTests(ITestOutputHelper output)
{
    private static readonly string FilePath = Path.Combine(Repository.Root, "tests", "Training.Tests", "Access", "authorization-matrix.csv");

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryCell_OverHttp_AsTheFileSays(Database database)
    {
        await using var site = await Site.StartAsync(database);
        var endpoints = await MatrixEndpoints.ReadAsync(site.Services);
        var samples = await MatrixSamples.MakeAsync(site);
        var actual = new AuthorizationMatrix();
        var cells = new Dictionary<(string, string, Place), Dictionary<string, int>>();
        foreach (var role in AuthorizationMatrix.Columns)
        {
            var visitor = await MatrixSamples.SignedInAsync(site, role);
            var token = (await visitor.GetAsync("/")).Value("__RequestVerificationToken");
            foreach (var endpoint in endpoints.Where(e => !EndsTheSession(e)))
            {
                foreach (var place in samples.PlacesOf(endpoint))
                {
                    var address = MatrixEndpoints.Fill(endpoint, parameter => samples.Of(place, endpoint, parameter));
                    var row = (endpoint.Verb, endpoint.Route, place);
                    if (!cells.TryGetValue(row, out var statuses))
                    {
                        cells[row] = statuses = [];
                    }

                    statuses[role] = await AskAsync(visitor, endpoint.Verb, address, token);
                }
            }
        }

        foreach (var (row, statuses) in cells)
        {
            actual.Add(row, statuses);
        }

        if (Environment.GetEnvironmentVariable("TRAINING_WRITE_MATRIX") == "1")
        {
            actual.Write(FilePath);
        }

        var expected = AuthorizationMatrix.Read(FilePath);
        Rule.Holds(
            actual.Rows.Where(row => !expected.Has(row)).Select(row => $"{row} is not in the matrix"),
            expected.Rows.Where(row => !actual.Has(row)).Select(row => $"{row} is in the matrix and the site has it not"),
            from row in actual.Rows
            where expected.Has(row)
            from role in AuthorizationMatrix.Columns
            where expected[row, role] != actual[row, role]
            select $"{row} as {role}: {actual[row, role]} instead of {expected[row, role]}");
        output.WriteLine($"Authorization matrix on {database}: {endpoints.Count} endpoints, {actual.Rows.Count()} rows, {actual.Rows.Count() * AuthorizationMatrix.Columns.Count} cells.");
    }

    [Fact]
    public void File_Cells_KeepTheRules() => Rule.Holds(MatrixRules.Of(AuthorizationMatrix.Read(FilePath), Repository.ReviewedList("anonymous-endpoints.txt")));

    [Fact]
    public void MatrixRules_BadCells_Fail()
    {
        var bad = new AuthorizationMatrix();
        bad.Add(("GET", "/things/{id}", Place.OtherProvince), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Coordinator ? 200 : 404));
        bad.Add(("GET", "/open", Place.None), AuthorizationMatrix.Columns.ToDictionary(c => c, _ => 200));
        bad.Add(("POST", "/things/new", Place.None), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Ministry ? 400 : 403));
        bad.Add(("GET", "/broken", Place.None), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Clerk ? 500 : 302));
        Rule.Fails(
            [.. MatrixRules.Of(bad, [])],
            "/things/{id}, OtherProvince) lets Coordinator in with 200",
            "/open, None) lets a visitor in",
            "/things/new, None) lets Ministry write",
            "/broken, None) fails for Clerk with 500");
    }

    // These end or change the session that the other cells need; their own tests are in Identity.
    private static bool EndsTheSession(MatrixEndpoint endpoint)
        => endpoint is { Verb: "POST", Route: "/account/logout" or "/account/view-as/end" }
            || (endpoint.Guesses && (endpoint.Verb == "POST" || endpoint.Parameters.Contains("token") && endpoint.Route != "/verify/{token}"));

    private static async Task<int> AskAsync(Visitor visitor, string verb, string address, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), address);
        if (verb is not ("GET" or "HEAD"))
        {
            // As the site's own form would, but without the form's key: whoever may use the page is told that the form is not complete.
            request.Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token ?? "")]);
        }

        using var response = await visitor.Client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
