using MutualAid.Core.Common;
using MutualAid.Core.Needs;

namespace MutualAid.Web.Pages.Needs;

/// <summary>A card in a list, with the one sentence why it fits the reader, when there is one, and whether it is a suggestion that may be answered with "not this one".</summary>
public sealed record NeedListing(NeedCard Card, Phrase? Why = null, Phrase? Caution = null, bool CanSayNot = false);
