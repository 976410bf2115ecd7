using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>/openapi/v1.json: what the programming interface answers, that it wants a token, and an example of each kind of answer.</summary>
internal static partial class ApiDescription
{
    private const string Version = "v1";
    private const string Token = "token";

    private const string About =
        """
        The training record for programs, with an API token made at /account/tokens. A token has a part of its owner's permissions.

        Lists: limit says how many rows, after takes the next of the page before; next is null, and there is no Link header, on the last page.

        Requests that store something want the header Idempotency-Key, a new UUID for each action: the same request with the same key has one effect and the same
        answer, another body with the same key is refused with 422. Members that a body does not know are refused with 400.

        Problems are RFC 9457: code, and type with it, is the same for the same reason; detail and errors are in Vietnamese or English, as Accept-Language asks.

        Times are UTC, days are calendar days in Viet Nam, hashes are SHA-256 in 64 hex digits.
        """;

    public static void AddApiDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(null, allowIntegerValues: false));

            // One reading of a body, not two: what comes twice, or is null where nothing may be, is refused.
            options.SerializerOptions.AllowDuplicateProperties = false;
            options.SerializerOptions.RespectNullableAnnotations = true;
        });
        services.AddOpenApi(Version, options =>
        {
            options.ShouldInclude = description => description.RelativePath?.StartsWith($"{Api.Prefix.TrimStart('/')}/{Version}/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = "Training", Version = Version, Description = About };
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token that begins with trn_." },
                };
                document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<WantsKeyAttribute>().Any())
                {
                    (operation.Parameters ??= []).Add(new OpenApiParameter
                    {
                        Name = WantsKeyAttribute.Header,
                        In = ParameterLocation.Header,
                        Required = true,
                        Description = "A new UUID for each action.",
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                    });
                }

                foreach (var example in ExamplesOf(context))
                {
                    Add(operation, example);
                }

                return Task.CompletedTask;
            });
        });
    }

    // Verb and path as the description has them: without what a part of the path may be.
    private static IEnumerable<ApiExample> ExamplesOf(OpenApiOperationTransformerContext context)
    {
        var operation = $"{context.Description.HttpMethod} /{Constraint().Replace(context.Description.RelativePath ?? "", "}")}";
        return context.ApplicationServices.GetServices<ApiExamples>().SelectMany(examples => examples.All).Where(example => example.Operation == operation);
    }

    private static void Add(OpenApiOperation operation, ApiExample example)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            var values = parameter.In switch
            {
                ParameterLocation.Path => example.Path,
                ParameterLocation.Query => example.Query,
                _ => example.Headers,
            };
            if (parameter.Name is { } name && values.TryGetValue(name, out var value))
            {
                (parameter.Examples ??= new Dictionary<string, IOpenApiExample>())[example.Name] = Of(example, JsonValue.Create(value));
            }
        }

        if (example.Body is not null)
        {
            Add(operation.RequestBody?.Content, example, example.Body);
        }

        if (example.Answer is not null && operation.Responses?.TryGetValue($"{example.Status}", out var response) == true)
        {
            Add(response.Content, example, example.Answer);
        }
    }

    private static void Add(IDictionary<string, OpenApiMediaType>? contents, ApiExample example, JsonNode value)
    {
        foreach (var content in contents?.Values ?? [])
        {
            (content.Examples ??= new Dictionary<string, IOpenApiExample>())[example.Name] = Of(example, value.DeepClone());
        }
    }

    private static OpenApiExample Of(ApiExample example, JsonNode? value) => new() { Summary = example.Summary, Value = value };

    [GeneratedRegex(":[^}]*}")]
    private static partial Regex Constraint();
}
