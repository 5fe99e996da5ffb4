using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PgGanLab.Grains.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SharesAndRates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "priority",
                table: "sweeps",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<double>(
                name: "share_from",
                table: "sweeps",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "seconds_before",
                table: "sweep_phases",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<double>(
                name: "device_seconds",
                table: "phases",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<long>(
                name: "flops_per_image",
                table: "phases",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "minibatch",
                table: "phases",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "precision",
                table: "phases",
                type: "text",
                nullable: false,
                defaultValue: "");

            // phases of before: steps of 16 images, networks of 64 feature maps
            migrationBuilder.Sql(
                "UPDATE phases SET minibatch = 16, precision = 'float32', "
                + "flops_per_image = CAST(3000000 AS BIGINT) * resolution * resolution;");

            migrationBuilder.CreateTable(
                name: "rates",
                columns: table => new
                {
                    worker = table.Column<string>(type: "text", nullable: false),
                    resolution = table.Column<int>(type: "integer", nullable: false),
                    minibatch = table.Column<int>(type: "integer", nullable: false),
                    precision = table.Column<string>(type: "text", nullable: false),
                    flops_per_image = table.Column<long>(type: "bigint", nullable: false),
                    images = table.Column<double>(type: "double precision", nullable: false),
                    seconds = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rates", x => new { x.worker, x.resolution, x.minibatch, x.precision, x.flops_per_image });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "rates");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "share_from",
                table: "sweeps");

            migrationBuilder.DropColumn(
                name: "seconds_before",
                table: "sweep_phases");

            migrationBuilder.DropColumn(
                name: "device_seconds",
                table: "phases");

            migrationBuilder.DropColumn(
                name: "flops_per_image",
                table: "phases");

            migrationBuilder.DropColumn(
                name: "minibatch",
                table: "phases");

            migrationBuilder.DropColumn(
                name: "precision",
                table: "phases");
        }
    }
}
