namespace MutualAid.Core.Tests;
