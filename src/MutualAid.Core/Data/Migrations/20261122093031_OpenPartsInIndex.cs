using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class OpenPartsInIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_looking_area_alone",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "need_part_looking",
                table: "need_part",
                column: "need_id",
                filter: "state = 'Open' AND helpers_agreed < helpers_wanted")
                .Annotation("Npgsql:IndexInclude", new[] { "id", "kind_id", "when", "day", "start", "end", "hours", "helpers_wanted" });

            migrationBuilder.CreateIndex(
                name: "need_looking_area_alone",
                table: "need",
                columns: new[] { "area_id", "posted_at", "id" },
                filter: "looking AND point IS NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "asker_id", "urgency", "point", "languages", "open_kinds", "wider_by" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "need_part_looking",
                table: "need_part");

            migrationBuilder.DropIndex(
                name: "need_looking_area_alone",
                table: "need");

            migrationBuilder.CreateIndex(
                name: "need_looking_area_alone",
                table: "need",
                columns: new[] { "area_id", "posted_at", "id" },
                filter: "looking AND point IS NULL");
        }
    }
}
