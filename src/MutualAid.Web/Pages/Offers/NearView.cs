namespace MutualAid.Web.Pages.Offers;

/// <summary>What a page of a need asks to be told about offers.</summary>
/// <param name="Mine">Whether the reader is the one who asks.</param>
public sealed record NearView(string KindId, Guid? AreaId, bool Mine);
