using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Training.Modules;

namespace Training.Web.Setup;

/// <summary>/openapi/v1.json: what the programming interface answers, and that it wants a token.</summary>
internal static class ApiDescription
{
    private const string Version = "v1";
    private const string Token = "token";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Version, options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith($"{Api.Prefix.TrimStart('/')}/{Version}/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Training", Version = Version, Description = "Read the training record with an API token made at /account/tokens." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Token] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token that begins with trn_." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
            return Task.CompletedTask;
        });
    });
}
