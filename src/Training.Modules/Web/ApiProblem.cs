using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Training.Modules;

/// <summary>
/// A problem as RFC 9457 has it: <c>type</c> and <c>code</c> stay the same for the same reason, <c>detail</c> and <c>errors</c> are in the
/// language of <c>Accept-Language</c>.
/// </summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable name of the reason: the key of the broken rule. Null where the status says all there is to say.</param>
/// <param name="Detail">What happened and what to do, for a person.</param>
public sealed record ApiProblem(int Status, string? Code, string Detail) : IResult
{
    /// <summary>Begins the <c>type</c> of every problem that has a code.</summary>
    public const string TypePrefix = "urn:problem-type:training:";

    /// <summary>The member that holds the code.</summary>
    public const string CodeMember = "code";

    /// <summary>The member that holds what is wrong with single fields.</summary>
    public const string ErrorsMember = "errors";

    /// <summary>What is wrong, by member of the body; empty where the problem is about none.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; init; } = new Dictionary<string, string[]>();

    /// <summary>What this kind of problem says besides, by member.</summary>
    public IReadOnlyDictionary<string, object?> More { get; init; } = new Dictionary<string, object?>();

    /// <summary>The problem of a body that does not keep to what its members may hold.</summary>
    public static ApiProblem Of(ModelStateDictionary state, string detail) => new(StatusCodes.Status422UnprocessableEntity, "Api.Invalid", detail)
    {
        Errors = state.Where(field => field.Value!.Errors.Count > 0)
            .GroupBy(field => NameOf(field.Key))
            .ToDictionary(fields => fields.Key, fields => fields.SelectMany(field => field.Value!.Errors).Select(error => error.ErrorMessage).ToArray()),
    };

    /// <summary>The member of a body that a field of the site's forms stands for: <c>Input.PerformedOn</c> is <c>performedOn</c>.</summary>
    public static string NameOf(string field)
    {
        var name = field[(field.LastIndexOf('.') + 1)..];
        return name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = new ProblemDetails { Status = Status, Detail = Detail, Type = Code is null ? null : TypePrefix + Code };
        if (Code is not null)
        {
            problem.Extensions[CodeMember] = Code;
        }

        if (Errors.Count > 0)
        {
            problem.Extensions[ErrorsMember] = Errors;
        }

        foreach (var (member, value) in More)
        {
            problem.Extensions[member] = value;
        }

        problem.Extensions[Api.RequestIdMember] = Api.RequestIdOf(httpContext);
        return TypedResults.Problem(problem).ExecuteAsync(httpContext);
    }
}
