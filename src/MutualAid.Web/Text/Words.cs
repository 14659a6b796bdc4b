using MutualAid.Core.Common;

namespace MutualAid.Web.Text;

public sealed class Words
{
    public string Say(Phrase phrase) => phrase.ToString();
}
