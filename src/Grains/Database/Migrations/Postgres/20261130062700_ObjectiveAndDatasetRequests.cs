using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ObjectiveAndDatasetRequests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "objective",
                table: "sweeps",
                type: "text",
                nullable: false,
                defaultValue: "Swd");

            // below 16 px there was nothing to rank by
            migrationBuilder.Sql("UPDATE sweeps SET objective = 'None' WHERE resolution < 16;");

            migrationBuilder.CreateTable(
                name: "dataset_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    host = table.Column<string>(type: "text", nullable: false),
                    request = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<long>(type: "bigint", nullable: false),
                    starts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dataset_requests", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dataset_requests");

            migrationBuilder.DropColumn(
                name: "objective",
                table: "sweeps");
        }
    }
}
