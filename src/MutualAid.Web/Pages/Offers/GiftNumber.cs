namespace MutualAid.Web.Pages.Offers;

/// <summary>A number of things, without the zeros behind the point that the database keeps.</summary>
public static class GiftNumber
{
    public static string Of(decimal number) => number.ToString("0.##", System.Globalization.CultureInfo.CurrentCulture);
}
