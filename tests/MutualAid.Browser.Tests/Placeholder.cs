namespace MutualAid.Browser.Tests;
