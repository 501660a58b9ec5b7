// How nodes are drawn by WebGL: the same outlines as everywhere, as distances to their rims.

const NODE_VERTEX = `
attribute vec2 a_place;
attribute float a_size;
attribute float a_look;
attribute vec4 a_tone;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform vec2 u_frame;
uniform float u_scale;
uniform vec2 u_floor;
varying vec2 v_at;
varying float v_pixel;
varying float v_look;
varying vec4 v_tone;

void main() {
  float radius = max(a_size * u_scale, u_floor.x + a_size * u_floor.y);
  v_pixel = 10.0 / radius;
  v_at = a_corner * (13.0 + 3.0 * v_pixel);
  vec2 middle = (u_matrix * vec3(a_place, 1.0)).xy * u_frame * 0.5;
  gl_Position = vec4((middle + vec2(v_at.x, -v_at.y) / v_pixel) * 2.0 / u_frame, 0.0, 1.0);
  v_look = a_look;
  v_tone = vec4(a_tone.rgb, a_tone.a * 255.0 / 254.0);
}
`;

// Signed distances after Inigo Quilez, https://iquilezles.org/articles/distfunctions2d/; the measures are those of look.py, y downwards.
const NODE_FRAGMENT = `
precision highp float;
varying vec2 v_at;
varying float v_pixel;
varying float v_look;
varying vec4 v_tone;
uniform vec3 u_ground;

float box(vec2 p, vec2 size) {
  vec2 d = abs(p) - size;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}
float slope(vec2 p, vec2 a, vec2 b) {
  vec2 along = normalize(b - a);
  return dot(p - a, vec2(along.y, -along.x));
}
float line(vec2 p, vec2 a, vec2 b) {
  vec2 pa = p - a, ba = b - a;
  return length(pa - ba * clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0));
}
float rim(vec2 p) {
  vec2 q = abs(p);
  if (v_look < 0.5) return length(p) - 10.0;
  if (v_look < 1.5) return box(p, vec2(6.5)) - 2.5;
  if (v_look < 2.5) return max(q.y - 9.2, slope(q, vec2(5.3, 9.2), vec2(10.5, 0.0)) * -1.0);
  if (v_look < 3.5) return max(12.0 - length(q - vec2(12.0)), max(q.x, q.y) - 12.0);
  if (v_look < 4.5) return min(length(p + vec2(0.0, 6.0)) - 4.6, max(length((p - vec2(0.0, 10.0)) / vec2(9.0, 9.6)) * 9.3 - 9.3, p.y - 10.0));
  if (v_look < 5.5) return (q.x + q.y - 11.5) * 0.7071;
  if (v_look < 6.5) return max(box(p, vec2(8.0, 10.5)), (p.x - p.y - 8.9) * 0.7071);
  if (v_look < 7.5) return max(p.y - 9.0, (q.x * 19.5 - (p.y + 10.5) * 11.0) / 22.39);
  return min(abs(box(p, vec2(9.0))), min(line(p, vec2(-9.0), vec2(9.0)), line(p, vec2(-9.0, 9.0), vec2(9.0, -9.0)))) - 1.0;
}
void main() {
  float away = rim(v_at) / v_pixel;
  float edge = min(2.0, 1.7 / v_pixel);
  float inside = clamp(0.5 - away, 0.0, 1.0);
  float cover = clamp(0.5 + edge - away, 0.0, 1.0);
  gl_FragColor = vec4(mix(u_ground, v_tone.rgb, inside), 1.0) * cover * v_tone.a;
}
`;

const NODE_LOOKS = ["country", "organisation", "platform", "ai_system", "person", "law", "work", "product"];

/** Nodes of all types, as sigma takes them. */
function nodeProgram() {
  const { FLOAT, UNSIGNED_BYTE, TRIANGLE_STRIP } = WebGL2RenderingContext;
  return class extends sigmaLibrary.NodeProgram {
    getDefinition() {
      return {
        VERTICES: 4, VERTEX_SHADER_SOURCE: NODE_VERTEX, FRAGMENT_SHADER_SOURCE: NODE_FRAGMENT, METHOD: TRIANGLE_STRIP,
        UNIFORMS: ["u_matrix", "u_frame", "u_scale", "u_floor", "u_ground"],
        ATTRIBUTES: [
          { name: "a_place", size: 2, type: FLOAT },
          ...["a_size", "a_look"].map((name) => ({ name, size: 1, type: FLOAT })),
          { name: "a_tone", size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
        CONSTANT_DATA: [[-1, -1], [1, -1], [-1, 1], [1, 1]],
      };
    }

    processVisibleItem(_, place, { x, y, size, look, tone, alpha }) {
      const found = NODE_LOOKS.indexOf(look);
      this.array.set([x, y, size, found < 0 ? NODE_LOOKS.length : found, packed(tone, alpha)], place);
    }

    setUniforms(params, { gl, uniformLocations }) {
      setFrame(gl, uniformLocations, params);
      gl.uniform3f(uniformLocations.u_ground, ...[1, 3, 5].map((at) => Number.parseInt(tones.ground.slice(at, at + 2), 16) / 255));
    }

    renderProgram(params, info) {
      if (!info.isPicking) super.renderProgram(params, info);
    }
  };
}
