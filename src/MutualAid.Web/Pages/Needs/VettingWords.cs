using MutualAid.Core.Common;
using MutualAid.Core.Members;

namespace MutualAid.Web.Pages.Needs;

/// <summary>How well the network knows a helper, in words a neighbour reads.</summary>
public static class VettingWords
{
    public static Phrase Of(Vetting? vetting) => vetting switch
    {
        Vetting.Checked => Phrase.Of("references checked"),
        Vetting.Approved => Phrase.Of("a coordinator has talked with them"),
        _ => Phrase.Of("new here"),
    };
}
