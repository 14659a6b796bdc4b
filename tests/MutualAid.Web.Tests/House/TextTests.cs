using System.Text.RegularExpressions;
using FluentAssertions;
using MutualAid.Web.Text;
using Xunit;

namespace MutualAid.Web.Tests.House;

public sealed partial class TextTests
{
    private static readonly FileTexts Spanish = FileTexts.Load("es");

    private static List<(string Name, string Key)> Used() =>
        [.. Repository.Sources(".cs", ".cshtml").SelectMany(f => SourceTexts.Keys(f.Text).Select(key => (f.Name, key)))];

    [Fact]
    public void Every_text_a_person_reads_has_a_Spanish_one()
    {
        var known = Spanish.Keys.ToHashSet(StringComparer.Ordinal);
        Used().Where(u => !known.Contains(u.Key)).Select(u => $"{u.Name}: {u.Key}").Distinct().Should().BeEmpty();
    }

    [Fact]
    public void No_Spanish_text_is_left_over_from_a_page_that_changed()
    {
        var used = Used().Select(u => u.Key).ToHashSet(StringComparer.Ordinal);
        Spanish.Keys.Where(key => !used.Contains(key)).Should().BeEmpty();
    }

    [Fact]
    public void A_Spanish_text_keeps_the_places_for_values()
    {
        Spanish.Keys.Where(key => !key.Contains('|')).Where(key => !Places(Spanish.Text(key)).SetEquals(Places(key)))
            .Should().BeEmpty();
        Spanish.Keys.Where(key => key.Contains('|')).Select(key => key.Split('|'))
            .Where(forms => !Places(Spanish.Text(2, forms[0], forms[1])).SetEquals(Places(forms[1])))
            .Should().BeEmpty();
    }

    [Fact]
    public void A_counted_text_has_a_Spanish_form_for_one_and_for_many()
    {
        // Written as one text it would be found by no page, and the page would stay English.
        Spanish.Keys.Where(key => key.Contains('|') && Spanish.Text(key) != key).Should().BeEmpty();
    }

    [Fact]
    public void Every_key_is_a_literal_that_a_test_can_find()
    {
        Repository.Sources(".cs", ".cshtml").Where(f => !f.Name.EndsWith("Phrase.cs", StringComparison.Ordinal))
            .SelectMany(f => SourceTexts.HiddenKeys(f.Text).Select(k => $"{f.Name}: {k}")).Should().BeEmpty();
    }

    [Fact]
    public void No_page_has_words_of_its_own_that_bypass_the_localiser()
    {
        Repository.Sources(".cshtml").SelectMany(f => SourceTexts.BareWords(f.Text).Select(words => $"{f.Name}: {words}")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("<p>@T[\"Planted words\"]</p>", "Planted words")]
    [InlineData("<ma-field label=\"@T[\"Planted label\"]\" />", "Planted label")]
    [InlineData("@T.Count(Model.Rows.Count, \"{0} seed\", \"{0} seeds\")", "{0} seed|{0} seeds")]
    [InlineData("Refusal.Conflict(Phrase.Of(\n    \"Planted sentence. \" + \"And another\"))", "Planted sentence. And another")]
    [InlineData("[Required(ErrorMessage = \"Planted \\\"message\\\"\")]", "Planted \"message\"")]
    public void The_collector_finds_a_planted_text(string source, string key)
    {
        SourceTexts.Keys(source).Should().Equal(key);
        Spanish.Keys.Should().NotContain(key);
    }

    [Theory]
    [InlineData("@T[Model.Title]")]
    [InlineData("Phrase.Of(urgent ? \"Now\" : \"Later\")")]
    public void The_collector_names_a_key_it_cannot_read(string source) => SourceTexts.HiddenKeys(source).Should().NotBeEmpty();

    [Theory]
    [InlineData("<p>Planted words</p>", "Planted words")]
    [InlineData("<h1 class=\"x\">Hello @Model.Name</h1>", "Hello")]
    [InlineData("<nav aria-label=\"Planted label\">", "Planted label")]
    [InlineData("<ma-field for=\"Input.X\" label=\"Planted label\" />", "Planted label")]
    public void The_scanner_finds_planted_words(string page, string words) => SourceTexts.BareWords(page).Should().Equal(words);

    [Theory]
    [InlineData("<p>@T[\"Fine\"]</p>")]
    [InlineData("@* <p>A remark</p> *@")]
    [InlineData("@inject IOptions<Kept> Options\n<p>@Options.Value</p>")]
    [InlineData("@foreach (var x in new List<string>()) { <b>@x</b> }")]
    public void The_scanner_leaves_code_alone(string page) => SourceTexts.BareWords(page).Should().BeEmpty();

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
