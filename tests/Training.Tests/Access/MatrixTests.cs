using System.Net.Http.Json;
using Training.Modules;
using Training.Tests.Architecture;
using Training.Tests.Scorm;
using Training.Tests.Support;
using Xunit.Abstractions;

namespace Training.Tests.Access;

/// <summary>
/// The authorization matrix: every endpoint × every role × own hospital, other hospital, other province × state of the thing, over HTTP. What the file does not
/// know fails. To write the file again after a change that was meant, and then to read its difference line by line:
/// <c>TRAINING_WRITE_MATRIX=1 dotnet test tests/Training.Tests --filter MatrixTests</c>.
/// </summary>
public sealed class MatrixTests(ITestOutputHelper output)
{
    private static readonly string FilePath = Path.Combine(Repository.Root, "tests", "Training.Tests", "Access", "authorization-matrix.csv");

    [Theory, OnSqlite, OnPostgreSql]
    public async Task EveryCell_OverHttp_AsTheFileSays(Database database)
    {
        await using var site = await Site.StartAsync(database, settings: new Dictionary<string, string> { ["Content:Origin"] = Learning.Origin });
        var endpoints = await MatrixEndpoints.ReadAsync(site.Services);
        var samples = await MatrixSamples.MakeAsync(site);
        var actual = new AuthorizationMatrix();
        var states = new MatrixStates(site);
        var cells = new Dictionary<MatrixRow, Dictionary<string, int>>();
        foreach (var role in AuthorizationMatrix.Columns)
        {
            var visitor = await MatrixSamples.SignedInAsync(site, role);
            var token = (await visitor.GetAsync("/")).Value("__RequestVerificationToken");
            foreach (var endpoint in endpoints.Where(e => !EndsTheSession(e)))
            {
                foreach (var (place, state) in from place in MatrixStates.PlacesOf(endpoint) ?? samples.PlacesOf(endpoint) from state in MatrixStates.Of(endpoint) select (place, state))
                {
                    var sample = await states.FindAsync(endpoint, place, state);
                    var address = MatrixEndpoints.Fill(endpoint, parameter => sample?.Parts.GetValueOrDefault(parameter) ?? samples.Of(place, endpoint, parameter));
                    var row = new MatrixRow(endpoint.Verb, endpoint.Route, place, state);
                    if (!cells.TryGetValue(row, out var statuses))
                    {
                        cells[row] = statuses = [];
                    }

                    (statuses[role], var hadEffect) = await AskAsync(visitor, endpoint.Verb, address, token, sample);
                    if (sample is not null && hadEffect)
                    {
                        states.Used(endpoint, place, state);
                    }
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
        bad.Add(new("GET", "/things/{id}", Place.OtherProvince), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Coordinator ? 200 : 404));
        bad.Add(new("GET", "/courses/{code}/quiz/{key:guid}/{attemptId:guid}", Place.OtherHospital), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Trainee ? 200 : 404));
        bad.Add(new("GET", "/open", Place.None), AuthorizationMatrix.Columns.ToDictionary(c => c, _ => 200));
        bad.Add(new("POST", "/things/new", Place.None), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Ministry ? 400 : 403));
        bad.Add(new("GET", "/broken", Place.None), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Clerk ? 500 : 302));
        bad.Add(new("POST", "/sign/{id}?handler=Sign", Place.Own, "Signed"), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Mentor ? 302 : 403));
        bad.Add(new("POST", "/logbook/{id}/correct", Place.Own, "Signed"), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == Roles.Trainee ? 200 : 403));
        bad.Add(new("POST", "/account/invitation/{token}", Place.Own, "Expired"), AuthorizationMatrix.Columns.ToDictionary(c => c, c => c == AuthorizationMatrix.Visitor ? 302 : 404));
        Rule.Fails(
            [.. MatrixRules.Of(bad, [])],
            "/things/{id} OtherProvince - lets Coordinator in with 200",
            "/courses/{code}/quiz/{key:guid}/{attemptId:guid} OtherHospital - lets Trainee in with 200",
            "/open None - lets a visitor in",
            "/things/new None - lets Ministry write",
            "/broken None - fails for Clerk with 500",
            "/sign/{id}?handler=Sign Own Signed lets Mentor change what is over with 302",
            "/logbook/{id}/correct Own Signed lets Trainee change what is over with 200",
            "/account/invitation/{token} Own Expired lets Anonymous change what is over with 302");
    }

    // These end or change the session that the other cells need; their own tests are in Identity.
    private static bool EndsTheSession(MatrixEndpoint endpoint)
        => endpoint is { Verb: "POST", Route: "/account/logout" or "/account/view-as/end" }
            || (endpoint.Guesses && (endpoint.Verb == "POST" || endpoint.Parameters.Contains("token") && endpoint.Route != "/verify/{token}"));

    private static async Task<(int Status, bool HadEffect)> AskAsync(Visitor visitor, string verb, string address, string? token, StateSample? sample)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), address);
        if (verb is not ("GET" or "HEAD"))
        {
            request.Content = BodyOf(address, token, sample);
            request.Headers.Add("RequestVerificationToken", token);
        }

        using var response = await visitor.Client.SendAsync(request);
        var sentToSignIn = response.Headers.Location?.OriginalString.Contains("/account/login?", StringComparison.OrdinalIgnoreCase) == true;
        return ((int)response.StatusCode, verb is not ("GET" or "HEAD") && (int)response.StatusCode is >= 200 and < 400 && !sentToSignIn);
    }

    // As the site's own form would. Where the thing has no state, without the form's key: whoever may use the page is told that the form is not complete,
    // and nothing changes; nor does an answer of a quiz from a window that is not the one.
    private static HttpContent BodyOf(string address, string? token, StateSample? sample) => address switch
    {
        _ when address.StartsWith("/api/", StringComparison.Ordinal) => JsonContent.Create(new { }),
        _ when address.StartsWith("/quiz/attempts/", StringComparison.Ordinal) => JsonContent.Create(new { sitting = -1, number = 1, sequence = 1, fields = new { } }),
        _ => new FormUrlEncodedContent([new("__RequestVerificationToken", token ?? ""), .. sample is null ? [] : sample.Fields.Append(new(FormKeyTagHelper.FieldName, $"{Guid.CreateVersion7()}"))]),
    };
}
