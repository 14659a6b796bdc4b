using MutualAid.Core.Common;

namespace MutualAid.Web.Pages.Needs;

/// <summary>The key that goes with the code, when it is to be shown this once, and where a new one is made.</summary>
public sealed record SpokenKeyView(string? Key, string NewKeyPath)
{
    public string? Spoken => Key is null ? null : Secrets.InTwoBreaths(Key);
}
