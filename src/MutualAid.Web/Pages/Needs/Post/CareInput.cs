using System.Globalization;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs.Post;

/// <summary>What helps a helper to come well prepared, as the form sends it. The number is read here, so that what was typed is never lost.</summary>
public class CareInput
{
    public string? AccessNeeds { get; set; }

    public string? HouseholdSize { get; set; }

    public string? NotToSay { get; set; }

    protected void ShowCare(NeedCare care) =>
        (AccessNeeds, HouseholdSize, NotToSay) = (care.AccessNeeds, care.HouseholdSize?.ToString(CultureInfo.InvariantCulture), care.NotToSay);

    // What is no number is one that cannot be: the page says so beside the field.
    protected NeedCare ReadCare() => new(
        AccessNeeds,
        string.IsNullOrWhiteSpace(HouseholdSize) ? null : int.TryParse(HouseholdSize.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0,
        NotToSay);
}
