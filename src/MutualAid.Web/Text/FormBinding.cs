using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;

namespace MutualAid.Web.Text;

/// <summary>How forms become models, and what is said when they cannot.</summary>
public static class FormBinding
{
    public static void Configure(MvcOptions options, IStringLocalizer sentences)
    {
        // A field is required because its page or the core says so, in words of its own, not because its type has no question mark.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.ModelMetadataDetailsProviders.Add(new EmptyTextStaysText());

        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => sentences["Have another look at this"]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => sentences["Have another look at this"]);
        messages.SetUnknownValueIsInvalidAccessor(_ => sentences["Have another look at this"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => sentences["Have another look at this"]);
        messages.SetValueIsInvalidAccessor(_ => sentences["Have another look at this"]);
        messages.SetValueMustBeANumberAccessor(_ => sentences["Write a number, such as 3"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => sentences["Write a number, such as 3"]);
        messages.SetValueMustNotBeNullAccessor(_ => sentences["Fill this in or pick one"]);
        messages.SetMissingBindRequiredValueAccessor(_ => sentences["Fill this in or pick one"]);
        messages.SetMissingKeyOrValueAccessor(() => sentences["Fill this in or pick one"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => sentences["Fill this in or pick one"]);
    }

    /// <summary>A text that cannot be null stays empty when it is posted empty.</summary>
    private sealed class EmptyTextStaysText : IDisplayMetadataProvider
    {
        private readonly System.Reflection.NullabilityInfoContext nullability = new();

        public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
        {
            if (context.Key is not { MetadataKind: ModelMetadataKind.Property, PropertyInfo: { } property } || property.PropertyType != typeof(string))
            {
                return;
            }

            // The framework's reader of nullability is not made for several threads.
            lock (nullability)
            {
                context.DisplayMetadata.ConvertEmptyStringToNull =
                    nullability.Create(property).WriteState == System.Reflection.NullabilityState.Nullable;
            }
        }
    }
}
