using System.Text.RegularExpressions;
using FluentAssertions;
using Xunit;

namespace MutualAid.Web.Tests.House;

public sealed partial class FormTests
{
    [Fact]
    public void Every_form_that_changes_something_carries_its_token() =>
        Repository.Sources(".cshtml").SelectMany(source => WithoutToken(source.Text).Select(form => $"{source.Name}: {form}")).Should().BeEmpty();

    [Theory]
    [InlineData("<form method=\"post\" action=\"/desk\">", true)]
    [InlineData("<form action=\"/desk\" method=\"post\">", true)]
    [InlineData("<form asp-antiforgery=\"true\" method=\"post\" action=\"/desk\">", false)]
    [InlineData("<form method=\"post\">", false)]
    [InlineData("<form method=\"get\" action=\"/needs\">", false)]
    public void A_form_with_an_address_of_its_own_is_found_when_it_asks_for_no_token(string form, bool found) =>
        WithoutToken(form).Any().Should().Be(found);

    // The framework adds the token by itself only where the form names no address.
    private static IEnumerable<string> WithoutToken(string page) =>
        Form().Matches(page).Select(m => m.Value)
            .Where(form => form.Contains("method=\"post\"", StringComparison.Ordinal)
                && form.Contains(" action=", StringComparison.Ordinal)
                && !form.Contains("asp-antiforgery=\"true\"", StringComparison.Ordinal));

    [GeneratedRegex("<form[^>]*>")]
    private static partial Regex Form();
}
