using MutualAid.Core.Offers;

namespace MutualAid.Web.Pages.Offers;

/// <summary>The form of an offer as it is sent. Numbers and days stay text until the core has read them, so that what was typed is never lost.</summary>
public sealed class OfferInput
{
    public Guid OperationId { get; set; }

    public string? KindId { get; set; }

    public string? Words { get; set; }

    /// <summary>"once" or "again".</summary>
    public string? Standing { get; set; }

    public string? Quantity { get; set; }

    public string? Unit { get; set; }

    public string? AreaId { get; set; }

    public string? Until { get; set; }

    public List<string> Languages { get; set; } = [];

    public static OfferInput Of(GiveOffer said) => new()
    {
        KindId = said.KindId,
        Words = said.Words,
        Standing = said.Standing switch { true => "again", false => "once", _ => null },
        Quantity = said.Quantity,
        Unit = said.Unit,
        AreaId = said.AreaId?.ToString(),
        Until = said.Until,
        Languages = [.. said.Languages],
    };

    // An area that is no id cannot be in the list, so it is looked for as one that is not there.
    public GiveOffer Said() => new()
    {
        OperationId = OperationId,
        KindId = KindId,
        Words = Words,
        Standing = Standing switch { "again" => true, "once" => false, _ => null },
        Quantity = Quantity,
        Unit = Unit,
        AreaId = string.IsNullOrWhiteSpace(AreaId) ? null : Guid.TryParse(AreaId, out var id) ? id : Guid.Empty,
        Until = Until,
        Languages = [.. Languages.OfType<string>()],
    };
}
