using Microsoft.AspNetCore.Mvc.Rendering;
using MutualAid.Core.Common;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;
using MutualAid.Web.Text;

namespace MutualAid.Web.Pages.Members;

/// <summary>What somebody types to join; <see cref="SignUpModel"/> and <see cref="WelcomeModel"/> ask the same.</summary>
public sealed class AccountInput
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }

    public List<string> Languages { get; set; } = [];

    public Guid? AreaId { get; set; }

    /// <summary>Whether the helper profile comes next.</summary>
    public bool Helps { get; set; }

    public NewAccount ToAccount() => new(Name, Email, Password, Languages, AreaId);
}

/// <summary>The joining form as the partial <c>_AccountForm</c> shows it.</summary>
public interface IAccountForm
{
    AccountInput Input { get; }

    PersonChoices Choices { get; }
}

/// <summary>Areas and languages to pick from, in the reader's own words.</summary>
public sealed record PersonChoices(IReadOnlyList<SelectListItem> Areas, IReadOnlyList<SelectListItem> Languages)
{
    public static PersonChoices Of(IReadOnlyList<AreaChoice> areas, Words words) => new(
        [new SelectListItem(words["Pick an area"], ""), .. areas.Select(a => new SelectListItem(a.Name, a.Id.ToString()))],
        [.. SpokenLanguages.Codes.Select(code => new SelectListItem(words.Say(SpokenLanguages.Name(code)), code))]);
}
