using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Training.Modules;

/// <summary>Marks the texts that belong to no module: validation, common words.</summary>
internal sealed class CommonTexts;

/// <summary>
/// Gives each validation attribute without a message of its own a key in <see cref="CommonTexts"/>, so that the framework's English sentences
/// never reach a person.
/// </summary>
internal sealed class ValidationTexts : IValidationMetadataProvider
{
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if (attribute.ErrorMessage is null && attribute.ErrorMessageResourceName is null)
            {
                attribute.ErrorMessage = "Validation." + attribute.GetType().Name[..^"Attribute".Length];
            }
        }
    }
}
